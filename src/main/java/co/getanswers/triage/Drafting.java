package co.getanswers.triage;

import co.getanswers.mail.ParsedMail;

/**
 * Writes the text of an answer. A language model may stand here: what it writes is shown or sent as it is, and
 * decides nothing.
 */
@FunctionalInterface
public interface Drafting {
    /** The draft; where it is null, blank or unfit to be stored, the built-in one is taken. */
    String draft(Request request);

    /** What the answer has to do. */
    enum Intent {
        /** Say that the question or request has arrived and will be seen to. */
        ACKNOWLEDGE,
        /** Answer a thank-you, in a way that asks for no further answer. */
        WELCOME
    }

    record Request(ParsedMail mail, TriageInput.Owner owner, Language language, Intent intent) {}
}
