package co.getanswers.policy;

/** Input of a request, made fit for a message that shows it. */
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
