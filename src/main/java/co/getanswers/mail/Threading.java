package co.getanswers.mail;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which conversation a message belongs to: messages whose Message-ID, In-Reply-To or References meet are one
 * conversation, in whatever order they arrive. That holds because every id a message bears <em>or mentions</em> is
 * recorded: the ids of a conversation are then a connected set, and a message that touches two sets joins them.
 */
public final class Threading {
    private Threading() {}

    /**
     * @param conversation the one to put the message in; null means a new one
     * @param absorbed the other conversations that it turns out to continue: what they hold moves to
     *     {@code conversation}
     * @param unrecorded the ids that nothing is recorded for yet: they are to be recorded for the conversation
     */
    public record Decision<C>(C conversation, List<C> absorbed, List<String> unrecorded) {
        public boolean opensConversation() {
            return conversation == null;
        }
    }

    /** All ids that tie a message to others: its own first, then those it refers to, oldest first. */
    public static List<String> ids(ParsedMail mail) {
        var ids = new LinkedHashSet<String>();
        ids.add(mail.messageId());
        ids.addAll(mail.references());
        return List.copyOf(ids);
    }

    /**
     * @param ids what {@link #ids} gives for the new message
     * @param known the conversations that any of these ids are recorded for
     * @param oldestFirst tells which of several conversations stays when they merge
     */
    public static <C> Decision<C> decide(List<String> ids, Map<String, C> known, Comparator<? super C> oldestFirst) {
        var conversations = ids.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(oldestFirst)
                .toList();
        var unrecorded =
                ids.stream().filter(id -> !known.containsKey(id)).distinct().toList();
        return conversations.isEmpty()
                ? new Decision<>(null, List.of(), unrecorded)
                : new Decision<>(conversations.get(0), conversations.subList(1, conversations.size()), unrecorded);
    }
}
