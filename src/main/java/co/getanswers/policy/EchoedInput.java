package co.getanswers.policy;

/** What someone sent, made fit to be shown back in a message. */
final class EchoedInput {
    private static final int LONGEST = 60;

    private EchoedInput() {}

    static String shortened(String text) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(shown::appendCodePoint);
        return text.codePoints().skip(LONGEST).findAny().isPresent() ? shown + "…" : shown.toString();
    }
}
