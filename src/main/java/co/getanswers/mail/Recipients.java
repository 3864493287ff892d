package co.getanswers.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The recipients of a mail. None is the owner, and none is there twice.
 *
 * @param to empty if nobody can be answered
 */
public record Recipients(List<Participant> to, List<Participant> cc) {
    /** The most recipients of one mail: the number that every server takes (RFC 5321, section 4.5.3.1.8). */
    public static final int MAX = 100;

    /**
     * The message that is answered.
     *
     * @param outgoing whether the owner wrote it: a reply to it goes on to its recipients
     */
    public record Answered(Participant sender, AddressFields addresses, boolean outgoing) {}

    /**
     * Finds the recipients of a reply (RFC 5322, section 3.6.3). A reply goes to all addresses of Reply-To, else to the
     * author. Where a mailing list has put its own address into Reply-To, a reply to one goes to the author nevertheless.
     * A reply to all goes to Mail-Followup-To, if there is one, else also to the message's own recipients.
     *
     * @param own tells whether an address is one of the owner's
     */
    public static Recipients of(Answered message, Predicate<String> own, boolean toAll) {
        var addresses = message.addresses();
        var taken = new HashSet<String>();
        if (message.outgoing()) {
            var to = others(addresses.to(), own, taken);
            return withTo(to, toAll || to.isEmpty() ? others(addresses.cc(), own, taken) : List.of());
        }
        if (toAll && !addresses.followupTo().isEmpty()) {
            var followup = others(addresses.followupTo(), own, taken);
            if (!followup.isEmpty()) {
                return new Recipients(followup, List.of());
            }
        }
        var to = toOne(message, own, taken);
        return withTo(to, toAll ? others(allOf(addresses), own, taken) : List.of());
    }

    /** A mail with recipients has a To field. */
    private static Recipients withTo(List<Participant> to, List<Participant> cc) {
        return to.isEmpty() ? new Recipients(cc, List.of()) : new Recipients(to, cc);
    }

    public boolean areNobody() {
        return to.isEmpty() && cc.isEmpty();
    }

    public boolean areTooMany() {
        return to.size() + cc.size() > MAX;
    }

    /** All recipients, those of To first. */
    public List<Participant> all() {
        return Stream.concat(to.stream(), cc.stream()).toList();
    }

    private static List<Participant> toOne(Answered message, Predicate<String> own, Set<String> taken) {
        var addresses = message.addresses();
        var list = addresses.listPost();
        var asked = others(addresses.replyTo(), own.or(email -> email.equals(list)), taken);
        if (!asked.isEmpty()) {
            return asked;
        }
        var author = others(List.of(message.sender()), own, taken);
        return author.isEmpty() ? others(addresses.replyTo(), own, taken) : author;
    }

    private static List<Participant> allOf(AddressFields addresses) {
        var all = new ArrayList<Participant>(addresses.replyTo());
        all.addAll(addresses.to());
        all.addAll(addresses.cc());
        return all;
    }

    private static List<Participant> others(List<Participant> participants, Predicate<String> own, Set<String> taken) {
        return participants.stream()
                .filter(one -> !one.email().isBlank() && !own.test(one.email()) && taken.add(one.email()))
                .toList();
    }
}
