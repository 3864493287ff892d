package co.getanswers.triage;

/** Recognises notices of absence and other replies that programs write, by their wording alone. */
public final class AutomaticReply {
    private AutomaticReply() {}

    public static boolean isLikely(String subject, String text) {
        return AutoReplyRule.find(subject, MessageText.of(subject, text)) != AutoReplyRule.Finding.NONE;
    }
}
