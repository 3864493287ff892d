package co.getanswers.mail.mime;

/** Joins the lines of {@code format=flowed} again that the sender's program broke (RFC 3676). */
final class FlowedText {
    private static final String SIGNATURE = "-- ";

    private final StringBuilder out = new StringBuilder();
    private final boolean delSp;
    private boolean begun;
    private boolean open;
    private int openDepth;

    private FlowedText(boolean delSp) {
        this.delSp = delSp;
    }

    /** @param delSp true if the space at which a line was broken is no part of the text */
    static String join(String text, boolean delSp) {
        var joined = new FlowedText(delSp);
        text.lines().forEach(joined::add);
        return joined.out.toString();
    }

    private void add(String line) {
        var depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        var stuffed = depth < line.length() && line.charAt(depth) == ' ';
        var content = line.substring(stuffed ? depth + 1 : depth);
        var signature = content.equals(SIGNATURE);
        if (!open || depth != openDepth || signature) {
            begin(depth, content);
        }
        open = !signature && content.endsWith(" ");
        openDepth = depth;
        out.append(content, 0, open && delSp ? content.length() - 1 : content.length());
    }

    private void begin(int depth, String content) {
        if (begun) {
            out.append('\n');
        }
        begun = true;
        out.append(">".repeat(depth));
        // Text that begins like a quotation was stuffed to be told from one.
        if (depth > 0 || content.startsWith(">")) {
            out.append(' ');
        }
    }
}
