package co.getanswers.agent;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.mail.ParsedMail;
import co.getanswers.policy.NamedRules;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * All that triage looks at.
 *
 * @param policies the active ones, in any order
 * @param now when the message was taken in, in the zone whose hours and weekdays policies speak of
 */
public record TriageInput(
        ParsedMail mail, Thread thread, History history, Owner owner, List<NamedRules> policies, ZonedDateTime now) {

    /**
     * @param length messages of the conversation, this one included
     * @param answered whether the owner has written in it
     */
    public record Thread(int length, boolean answered) {}

    /**
     * What the owner's mail knows of the sender.
     *
     * @param received messages from this address before this one
     * @param sent whether the owner ever wrote in a conversation with this address
     */
    public record History(long received, boolean sent) {}

    /** Whose mailbox it is. */
    public record Owner(String email, String name, AutonomyLevel autonomy) {}
}
