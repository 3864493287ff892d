package co.getanswers.triage;

import org.jspecify.annotations.Nullable;

/** Text from a message, made fit for a sentence of the program. */
final class OneLine {
    private OneLine() {}

    /**
     * The first {@code longest} characters at most on one line, cut between code points. Only the beginning is read.
     */
    static String of(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        var line = new StringBuilder();
        for (int at = 0; at < text.length() && line.length() <= longest; ) {
            var c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c > ' ' && c < 0x7F) {
                line.append((char) c);
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.SURROGATE) {
                line.appendCodePoint(c);
            }
        }
        var whole = line.toString().strip();
        if (whole.length() <= longest) {
            return whole;
        }
        var end = longest - 1;
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end)
                        .stripTrailing()
                + "…";
    }
}
