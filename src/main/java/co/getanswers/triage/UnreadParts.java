package co.getanswers.triage;

import co.getanswers.mail.ParsedMail;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;

/** Looks for what a short message says outside of its new text: in its HTML, its signature, or a message passed on. */
final class UnreadParts {
    private static final int LONGEST_SIGNATURE = 10;

    private UnreadParts() {}

    static boolean sayMore(ParsedMail mail, MessageText message) {
        var intents = Lexicons.get().intent();
        var signature = signature(message.text());
        var words = Words.of(String.join("\n", signature));
        return signature.size() > LONGEST_SIGNATURE
                || signature.stream().anyMatch(line -> line.contains("?"))
                || intents.request().occurIn(words)
                || intents.matter().occurIn(words)
                || intents.calledOff().occurIn(words)
                || intents.meeting().occurIn(words)
                || intents.forwarded().occurIn(Words.of(message.text()))
                || !words(message.text()).containsAll(words(mail.further().alternatives()))
                || !mail.html().isBlank() && htmlSaysMore(mail.html(), message);
    }

    /** The lines after the mark of a signature, up to a quotation. */
    private static List<String> signature(String text) {
        var lines = text.lines().toList();
        var mark = lines.indexOf("-- ");
        mark = mark < 0 ? lines.indexOf("--") : mark;
        return mark < 0
                ? List.of()
                : lines.subList(mark + 1, lines.size()).stream()
                        .takeWhile(line -> !line.startsWith(">"))
                        .toList();
    }

    /** The HTML has to begin with the new text, and to hold no word that the text lacks. */
    private static boolean htmlSaysMore(String html, MessageText message) {
        var page = Jsoup.parse(html);
        page.select("script, style, title").remove();
        var shown = Words.of(page.wholeText()).list();
        var read = message.newWords().list();
        return !page.select("img, svg, object, embed, iframe, video, audio, form, input, canvas")
                        .isEmpty()
                || shown.size() < read.size()
                || !shown.subList(0, read.size()).equals(read)
                || !words(message.text()).containsAll(shown);
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Words.of(text).list());
    }
}
