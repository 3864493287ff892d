package co.getanswers.triage;

import co.getanswers.mail.ParsedMail;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text of a reply. A language model may implement this: its text is shown or sent as it is, and decides
 * nothing.
 */
@FunctionalInterface
public interface Drafting {
    /** Writes the draft; if it is absent, blank or can't be stored, triage takes the built-in one. */
    @Nullable String draft(Request request);

    /** Purposes of a reply. */
    enum Intent {
        /** Confirms that the question or request has arrived and will be seen to. */
        ACKNOWLEDGE,
        /** Answers thanks in a way that asks for no further answer. */
        WELCOME
    }

    record Request(ParsedMail mail, TriageInput.Owner owner, Language language, Intent intent) {}
}
