package co.getanswers.triage;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.ReplyLanguage;
import co.getanswers.account.ReplyTone;
import co.getanswers.mail.ParsedMail;
import co.getanswers.policy.NamedRules;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The complete input of triage.
 *
 * @param policies the active policies, in any order
 * @param now the time of triage
 */
public record TriageInput(
        ParsedMail mail, Thread thread, History history, Owner owner, List<NamedRules> policies, Instant now) {

    TriageInput with(ParsedMail other) {
        return new TriageInput(other, thread, history, owner, policies, now);
    }

    /** The same without what is known of the sender: a forged address earns no trust. */
    TriageInput withoutHistory() {
        return new TriageInput(
                mail,
                new Thread(thread.length(), false, thread.newest(), thread.alone(), false),
                new History(0, false, history.answeredLately()),
                owner,
                policies,
                now);
    }

    /**
     * @param length the messages of the conversation, this one included
     * @param answered true if the owner has written in it
     * @param newest true if no message of it is later
     * @param alone true if nobody but the owner and the sender takes part in it
     * @param subjectKnown true if the subject is that of a conversation in which the owner wrote to the sender
     */
    public record Thread(int length, boolean answered, boolean newest, boolean alone, boolean subjectKnown) {}

    /**
     * The owner's earlier mail with the sender.
     *
     * @param received the messages from this address before this one
     * @param sent true if the owner ever wrote to this address
     * @param answeredLately true if an automatic answer went to this address a short time ago, or is about to
     */
    public record History(long received, boolean sent, boolean answeredLately) {}

    /**
     * The owner of the mailbox.
     *
     * @param aliases the owner's further addresses, in lower case
     * @param proven whether the account's address is known to be the owner's
     * @param style what the owner wants replies to look like
     */
    public record Owner(
            String email, String name, AutonomyLevel autonomy, Set<String> aliases, boolean proven, Style style) {
        public Owner(String email, String name, AutonomyLevel autonomy) {
            this(email, name, autonomy, Set.of(), true, Style.NONE);
        }

        /** Tells whether an address is one of the owner's. */
        public boolean owns(String address) {
            return address.equalsIgnoreCase(email) || aliases.contains(address);
        }
    }

    /**
     * The look of drafted replies.
     *
     * @param signature below the text; absent without one
     * @param language absent for that of each mail
     * @param tone of greeting and closing
     */
    public record Style(
            @Nullable String signature, @Nullable ReplyLanguage language, ReplyTone tone) {
        public static final Style NONE = new Style(null, null, ReplyTone.NEUTRAL);
    }
}
