package co.getanswers.mail;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The address fields of a message besides its author. Every participant has an address.
 *
 * @param replyTo the addresses of Reply-To, else those of several authors; empty if there are none besides the sender's
 * @param followupTo the addresses of Mail-Followup-To
 * @param listPost the address of List-Post (RFC 2369), in lower case; absent if no mailing list takes posts there
 */
public record AddressFields(
        List<Participant> to,
        List<Participant> cc,
        List<Participant> replyTo,
        List<Participant> followupTo,
        @Nullable String listPost) {
    public static final AddressFields NONE = new AddressFields(List.of(), List.of(), List.of(), List.of(), null);

    /** The fields of a message that is only sent to somebody. */
    public static AddressFields sentTo(List<Participant> to, List<Participant> cc) {
        return new AddressFields(to, cc, List.of(), List.of(), null);
    }

    /** The participants of To and Cc, without repetition. */
    public List<Participant> recipients() {
        return Stream.concat(to.stream(), cc.stream()).distinct().toList();
    }
}
