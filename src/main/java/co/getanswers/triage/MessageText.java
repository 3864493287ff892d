package co.getanswers.triage;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.ParsedMail;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * A message as triage reads it: once, and no more than a bounded beginning.
 *
 * @param newWords the words that the sender wrote in this message, without quotations and signature
 * @param allWords the words of the subject, the sender's name, the text, the attachments' names and the further text, and
 *     those of other alternatives that the text lacks
 * @param htmlWords the words of the HTML with its hidden parts: comments, alternative texts, invisible elements
 * @param text the beginning of the text
 * @param furtherText the beginning of what a reader may see besides: enclosed messages, text files, names of files
 * @param differing a part of what another alternative says and the text does not, if that is most of it; else empty
 * @param htmlText the beginning of the HTML as text, the source of {@code htmlWords}
 * @param questions the question marks in subject and new text that end something
 * @param complete true if the whole message was read
 */
record MessageText(
        Words subject,
        Words newWords,
        Words allWords,
        Words htmlWords,
        String text,
        String furtherText,
        String differing,
        String htmlText,
        String newText,
        Language language,
        int questions,
        boolean complete) {
    static final int LONGEST_TEXT = 100_000;
    static final int LONGEST_HTML = 400_000;

    /** Attributes whose values a program reads out or sends. */
    private static final List<String> SPOKEN = List.of("alt", "title", "aria-label", "content", "value", "placeholder");

    static MessageText of(ParsedMail mail) {
        var text = beginning(mail.text(), LONGEST_TEXT);
        var newText = FreshText.of(text);
        var html = textOf(beginning(mail.html(), LONGEST_HTML));
        var subject = beginning(mail.subject(), LONGEST_TEXT);
        var newWords = Words.of(newText);
        var furtherText = furtherText(mail);
        var subjectWords = Words.of(subject);
        // Most text is all new, but for the end of its last line.
        var textWords = newText.length() == text.length() + 1 && newText.startsWith(text) ? newWords : Words.of(text);
        var words = Words.joined(subjectWords, Words.of(mail.sender().name()), textWords, Words.of(furtherText));
        var alternatives = AlternativeText.of(textWords, mail.further().alternatives());
        return new MessageText(
                subjectWords,
                newWords,
                alternatives.appendTo(words),
                Words.of(html),
                text,
                alternatives.novel().isEmpty()
                        ? furtherText
                        : beginning(furtherText + "\n" + mail.further().alternatives(), LONGEST_TEXT),
                alternatives.differing(),
                html,
                newText,
                Language.of(newWords.size() == 0 ? subjectWords : newWords),
                questions(newText) + questions(subject),
                length(mail.text()) <= LONGEST_TEXT
                        && length(mail.html()) <= LONGEST_HTML
                        && mail.further().complete());
    }

    /** A message of which nothing but subject and text is known. */
    static MessageText of(String subject, String text) {
        var known = beginning(text, LONGEST_TEXT);
        var newText = FreshText.of(known);
        var newWords = Words.of(newText);
        var subjectWords = Words.of(beginning(subject, LONGEST_TEXT));
        return new MessageText(
                subjectWords,
                newWords,
                Words.joined(subjectWords, newWords),
                Words.of(""),
                known,
                "",
                "",
                "",
                newText,
                Language.of(newWords.size() == 0 ? subjectWords : newWords),
                questions(newText) + questions(subject),
                length(text) <= LONGEST_TEXT);
    }

    /** Counts the question marks that are not part of an address. */
    private static int questions(String text) {
        var count = 0;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if ((c == '?' || c == '？') && (at + 1 == text.length() || !continuesAddress(text.codePointAt(at + 1)))) {
                count++;
            }
        }
        return count;
    }

    private static boolean continuesAddress(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> "=&%/_-".indexOf(c) >= 0;
        };
    }

    private static String furtherText(ParsedMail mail) {
        var names = mail.attachments().stream().map(Attachment::name);
        var further = Stream.of(
                        names,
                        mail.further().files().stream(),
                        Stream.of(mail.further().enclosed()))
                .flatMap(texts -> texts)
                .collect(Collectors.joining("\n"));
        return beginning(further, LONGEST_TEXT);
    }

    /** The same text, whose language was told by other means. */
    MessageText in(Language told) {
        return new MessageText(
                subject,
                newWords,
                allWords,
                htmlWords,
                text,
                furtherText,
                differing,
                htmlText,
                newText,
                told,
                questions,
                complete);
    }

    private static String textOf(String html) {
        if (html.isEmpty()) {
            return "";
        }
        var source = new StringBuilder();
        Jsoup.parse(html).traverse((node, depth) -> append(source, node));
        return source.toString();
    }

    private static void append(StringBuilder source, Node node) {
        if (node instanceof TextNode text) {
            source.append(text.getWholeText());
        } else if (node instanceof Comment comment) {
            source.append(' ').append(comment.getData()).append(' ');
        } else if (node instanceof DataNode data) {
            source.append(' ').append(data.getWholeData()).append(' ');
        } else if (node instanceof Element element) {
            // Inline elements do not separate words: "ig<b>nore</b>" reads as one.
            source.append(element.isBlock() || element.nameIs("br") ? " " : "");
            if (element.attributesSize() == 0) {
                return;
            }
            for (var spoken : SPOKEN) {
                if (element.hasAttr(spoken)) {
                    source.append(' ').append(element.attr(spoken)).append(' ');
                }
            }
        }
    }

    private static String beginning(String text, int longest) {
        return length(text) <= longest ? text == null ? "" : text : text.substring(0, longest);
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
