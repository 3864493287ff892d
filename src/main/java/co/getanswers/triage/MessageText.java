package co.getanswers.triage;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.ParsedMail;
import java.util.regex.Pattern;
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

    private static final Pattern QUESTION = Pattern.compile("[?？](?![\\p{L}\\p{N}=&%/_-])");

    static MessageText of(ParsedMail mail) {
        var text = beginning(mail.text(), LONGEST_TEXT);
        var newText = FreshText.of(text);
        var html = textOf(beginning(mail.html(), LONGEST_HTML));
        var subject = beginning(mail.subject(), LONGEST_TEXT);
        var newWords = Words.of(newText);
        var furtherText = furtherText(mail);
        var words = Words.of(subject + "\n" + mail.sender().name() + "\n" + text + "\n" + furtherText);
        var alternatives = AlternativeText.of(text, mail.further().alternatives());
        return new MessageText(
                Words.of(subject),
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
                Language.of(newWords.size() == 0 ? Words.of(subject) : newWords),
                (int) QUESTION.matcher(newText).results().count()
                        + (int) QUESTION.matcher(subject).results().count(),
                length(mail.text()) <= LONGEST_TEXT
                        && length(mail.html()) <= LONGEST_HTML
                        && mail.further().complete());
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
            for (var spoken : new String[] {"alt", "title", "aria-label", "content", "value", "placeholder"}) {
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
