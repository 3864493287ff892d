package co.getanswers.triage;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of a text that its sender wrote anew: without quotations, forwarded messages, signature and the lines that a
 * device adds. Only what mail programs write ends it; a sender's own rules and headings end nothing.
 */
final class FreshText {
    private static final String SIGNATURE = "-- ";

    private static final Pattern FOOTER_RULE = Pattern.compile("_{20,}");
    private static final Pattern LIST_FOOTER = Pattern.compile("(?i).*(?:mailing ?list|/listinfo/|/mailman3?/).*");

    /** The most lines of the footer of a mailing list. */
    private static final int FOOTER_LINES = 6;

    private final List<String> lines;
    private final Quotations quotations;
    private final StringBuilder fresh = new StringBuilder();

    private FreshText(List<String> lines, Quotations quotations) {
        this.lines = lines;
        this.quotations = quotations;
    }

    static String of(String text) {
        var fresh = new FreshText(text.lines().toList(), Quotations.get());
        fresh.read();
        return fresh.fresh.toString();
    }

    private void read() {
        for (var at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            if (line.stripLeading().startsWith(">") || quotations.deviceLines().matches(line)) {
                continue;
            }
            var introduced = quotations.introduction(lines, at);
            var ends = introduced > 0 ? !isMarked(at + introduced) : ends(at);
            // Text after a quotation that nothing precedes is what was forwarded.
            if (ends && !fresh.toString().isBlank()) {
                return;
            }
            if (introduced > 0) {
                at += introduced - 1;
            } else if (!ends) {
                fresh.append(line).append('\n');
            }
        }
    }

    private boolean ends(int at) {
        return lines.get(at).equals(SIGNATURE) || quotations.begins(lines, at) || isListFooter(at);
    }

    /** Tells whether the next text is marked as quoted: then the answer may stand below or between. */
    private boolean isMarked(int at) {
        var next = quotations.nextLine(lines, at);
        return next < lines.size() && lines.get(next).stripLeading().startsWith(">");
    }

    private boolean isListFooter(int at) {
        return lines.size() - at <= FOOTER_LINES
                && FOOTER_RULE.matcher(lines.get(at).strip()).matches()
                && lines.subList(at + 1, lines.size()).stream()
                        .anyMatch(line -> LIST_FOOTER.matcher(line).matches());
    }
}
