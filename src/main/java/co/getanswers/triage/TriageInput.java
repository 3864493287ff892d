package co.getanswers.triage;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.mail.ParsedMail;
import co.getanswers.policy.NamedRules;
import java.util.List;

/**
 * The complete input of triage.
 *
 * @param policies the active policies, in any order
 */
public record TriageInput(ParsedMail mail, Thread thread, History history, Owner owner, List<NamedRules> policies) {

    /**
     * @param length the messages of the conversation, this one included
     * @param answered true if the owner has written in it
     */
    public record Thread(int length, boolean answered) {}

    /**
     * The owner's earlier mail with the sender.
     *
     * @param received the messages from this address before this one
     * @param sent true if the owner ever wrote to this address
     */
    public record History(long received, boolean sent) {}

    /** The owner of the mailbox. */
    public record Owner(String email, String name, AutonomyLevel autonomy) {}
}
