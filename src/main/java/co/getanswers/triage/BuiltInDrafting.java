package co.getanswers.triage;

/** Short replies that promise nothing, in the language of the mail where triage has replies in it, else in English. */
final class BuiltInDrafting implements Drafting {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_SUBJECT = 150;

    @Override
    public String draft(Request request) {
        var all = Lexicons.get().replyTexts();
        var texts = all.getOrDefault(request.language(), all.get(Language.ENGLISH));
        var name = OneLine.of(request.mail().sender().name(), LONGEST_NAME);
        var subject = OneLine.of(request.mail().subject(), LONGEST_SUBJECT);
        // A name that contains an address comes from a mail program or a forger.
        var greeting = name.isEmpty() || name.contains("@")
                ? texts.get(ReplyText.GREETING)
                : texts.get(ReplyText.GREETING_BY_NAME).replace("{name}", name);
        var body = texts.get(ReplyText.WELCOME);
        if (request.intent() != Intent.WELCOME) {
            body = subject.isEmpty()
                    ? texts.get(ReplyText.ACKNOWLEDGEMENT)
                    : texts.get(ReplyText.ACKNOWLEDGEMENT_OF_SUBJECT).replace("{subject}", subject);
        }
        var signature =
                texts.get(ReplyText.CLOSING) + "\n" + OneLine.of(request.owner().name(), LONGEST_NAME);
        return greeting + "\n\n" + body + "\n\n" + signature.strip();
    }
}
