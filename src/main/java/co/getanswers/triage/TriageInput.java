package co.getanswers.triage;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.mail.ParsedMail;
import co.getanswers.policy.NamedRules;
import java.util.List;

/**
 * All that triage looks at.
 *
 * @param policies the active ones, in any order
 */
public record TriageInput(ParsedMail mail, Thread thread, History history, Owner owner, List<NamedRules> policies) {

    /**
     * @param length messages of the conversation, this one included
     * @param answered whether the owner has written in it
     */
    public record Thread(int length, boolean answered) {}

    /**
     * What the owner's mail knows of the sender.
     *
     * @param received messages from this address before this one
     * @param sent whether the owner ever wrote to this address
     */
    public record History(long received, boolean sent) {}

    /** Whose mailbox it is. */
    public record Owner(String email, String name, AutonomyLevel autonomy) {}
}
