package co.getanswers.triage;

import java.util.function.Function;

/** Short replies that promise nothing, in the language of the mail where triage has replies in it, else in English, and in the owner's tone. */
final class BuiltInDrafting implements Drafting {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_SUBJECT = 150;

    @Override
    public String draft(Request request) {
        Function<ReplyText, String> texts = text -> Lexicons.get().reply(request.language(), text);
        var tone = request.owner().style().tone();
        var name = OneLine.of(request.mail().sender().name(), LONGEST_NAME);
        var subject = OneLine.of(request.mail().subject(), LONGEST_SUBJECT);
        // A name that contains an address comes from a mail program or a forger.
        var greeting = name.isEmpty() || name.contains("@")
                ? texts.apply(ReplyText.GREETING.in(tone))
                : texts.apply(ReplyText.GREETING_BY_NAME.in(tone)).replace("{name}", name);
        var body = texts.apply(ReplyText.WELCOME);
        if (request.intent() != Intent.WELCOME) {
            body = subject.isEmpty()
                    ? texts.apply(ReplyText.ACKNOWLEDGEMENT)
                    : texts.apply(ReplyText.ACKNOWLEDGEMENT_OF_SUBJECT).replace("{subject}", subject);
        }
        var signature = texts.apply(ReplyText.CLOSING.in(tone)) + "\n"
                + OneLine.of(request.owner().name(), LONGEST_NAME);
        return greeting + "\n\n" + body + "\n\n" + signature.strip();
    }
}
