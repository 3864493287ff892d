package co.getanswers.delivery;

import co.getanswers.mail.CleanText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The answered message below a person's reply, as mail programs quote it. */
final class Quotation {
    /** In characters; a longer message is cut at the end of a line. */
    static final int MAX_LENGTH = 20_000;

    private static final String CUT = "[…]";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy 'at' HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Quotation() {}

    /** Quotes a message; empty if it has no text. Lines end with a line feed. */
    static String of(ReplyContext.Answered answered) {
        var text = answered.text().stripTrailing();
        if (text.isBlank()) {
            return "";
        }
        var quoted = new StringBuilder("On ")
                .append(DATE.format(answered.sentAt()))
                .append(", ")
                .append(writer(answered))
                .append(" wrote:\n");
        shortened(text)
                .lines()
                .forEach(line -> quoted.append(line.startsWith(">") ? ">" : "> ")
                        .append(line)
                        .append('\n'));
        return quoted.toString().stripTrailing();
    }

    private static String writer(ReplyContext.Answered answered) {
        var sender = answered.sender();
        return Reply.line(sender.name().isBlank() ? sender.email() : sender.name());
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        var cut = CleanText.cut(text, MAX_LENGTH);
        var end = cut.lastIndexOf('\n');
        return (end < 0 ? cut : cut.substring(0, end)) + "\n" + CUT;
    }
}
