package co.getanswers.mail;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides to which conversation a message belongs. Messages whose Message-ID, In-Reply-To or References meet are one
 * conversation, in whatever order they arrive. That holds because every id that a message has <em>or mentions</em> is
 * recorded: the ids of a conversation are a connected set, and a message that touches two sets joins them.
 */
public final class Threading {
    private Threading() {}

    /**
     * @param conversation the conversation of the message; absent for a new one
     * @param absorbed the other conversations that the message continues: their contents move to {@code conversation}
     * @param unrecorded the ids to be recorded for the conversation
     */
    public record Decision<C>(@Nullable C conversation, List<C> absorbed, List<String> unrecorded) {}

    /** The ids that tie a message to others: its own, then those it refers to, oldest first. */
    public static List<String> ids(ParsedMail mail) {
        var ids = new LinkedHashSet<String>();
        ids.add(mail.messageId());
        ids.addAll(mail.references());
        return List.copyOf(ids);
    }

    /**
     * @param ids the {@link #ids} of the new message
     * @param known the recorded ids among them, each with its conversation
     * @param oldestFirst decides which of several conversations stays when they merge
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
