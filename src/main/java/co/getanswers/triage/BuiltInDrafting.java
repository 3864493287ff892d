package co.getanswers.triage;

/** Short answers that promise nothing, in the language of the mail where it is known, else in English. */
final class BuiltInDrafting implements Drafting {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_SUBJECT = 150;

    @Override
    public String draft(Request request) {
        var context = context(request.language());
        var name = OneLine.of(request.mail().sender().name(), LONGEST_NAME);
        var subject = OneLine.of(request.mail().subject(), LONGEST_SUBJECT);
        // A name with an address in it is a mail program's, or a forger's.
        var greeting = name.isEmpty() || name.contains("@") ? context.greeting : context.greetingOf.formatted(name);
        var body = context.welcome;
        if (request.intent() != Intent.WELCOME) {
            body = subject.isEmpty() ? context.acknowledge : context.acknowledgeOf.formatted(subject);
        }
        var signature = context.close + "\n" + OneLine.of(request.owner().name(), LONGEST_NAME);
        return greeting + "\n\n" + body + "\n\n" + signature.strip();
    }

    private static Letter context(Language language) {
        return switch (language) {
            case GERMAN ->
                new Letter(
                        "Guten Tag,",
                        "Guten Tag %s,",
                        "Ihre Nachricht ist angekommen. Ich sehe sie mir an und melde mich bei Ihnen.",
                        "Ihre Nachricht „%s“ ist angekommen. Ich sehe sie mir an und melde mich bei Ihnen.",
                        "gern geschehen.",
                        "Freundliche Grüße");
            case FRENCH ->
                new Letter(
                        "Bonjour,",
                        "Bonjour %s,",
                        "J’ai bien reçu votre message. Je regarde et je reviens vers vous.",
                        "J’ai bien reçu votre message « %s ». Je regarde et je reviens vers vous.",
                        "Avec plaisir.",
                        "Cordialement");
            case SPANISH ->
                new Letter(
                        "Hola:",
                        "Hola, %s:",
                        "He recibido su mensaje. Lo reviso y le respondo.",
                        "He recibido su mensaje «%s». Lo reviso y le respondo.",
                        "De nada, ha sido un placer.",
                        "Saludos cordiales");
            default ->
                new Letter(
                        "Hello,",
                        "Hello %s,",
                        "Your message has arrived. I will look into it and get back to you.",
                        "Your message “%s” has arrived. I will look into it and get back to you.",
                        "You are welcome.",
                        "Kind regards");
        };
    }

    private record Letter(
            String greeting,
            String greetingOf,
            String acknowledge,
            String acknowledgeOf,
            String welcome,
            String close) {}
}
