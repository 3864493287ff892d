package co.getanswers.objective;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The status of an objective that takes conversations of another one, with its due date.
 *
 * @param dueAt absent unless the objective is scheduled, and mostly then
 */
record JoinedStatus(ObjectiveStatus status, @Nullable Instant dueAt) {
    /** The status that needs the person most comes first: nothing that waits may get out of sight. */
    private static final List<ObjectiveStatus> MOST_URGENT_FIRST = List.of(
            ObjectiveStatus.WAITING_ON_YOU,
            ObjectiveStatus.SCHEDULED,
            ObjectiveStatus.WAITING_ON_OTHERS,
            ObjectiveStatus.HANDLED);

    private static final Comparator<JoinedStatus> URGENCY = Comparator.comparingInt(JoinedStatus::rank)
            .thenComparing(JoinedStatus::dueAt, Comparator.nullsLast(Comparator.naturalOrder()));

    /**
     * Decides the status after conversations came in. A muted objective stays muted, for only a person changes that, and a
     * muted one makes no other urgent. A card that waits for review waits on the person.
     *
     * @param pending whether a card of the conversations waits for review
     * @param whole whether they are all that the other objective had, whose status then goes with them
     */
    static JoinedStatus after(ObjectiveView target, ObjectiveView other, boolean pending, boolean whole) {
        var own = of(target);
        if (own.status == ObjectiveStatus.MUTED) {
            return own;
        }
        if (pending) {
            return new JoinedStatus(ObjectiveStatus.WAITING_ON_YOU, null);
        }
        var brings = of(other);
        var counts = (whole || own.status == ObjectiveStatus.HANDLED) && brings.status != ObjectiveStatus.MUTED;
        return counts ? Stream.of(own, brings).min(URGENCY).orElse(own) : own;
    }

    private static JoinedStatus of(ObjectiveView objective) {
        return new JoinedStatus(objective.status(), objective.dueAt());
    }

    /** A scheduled objective without a date comes back by itself never, so one that waits on others goes before it. */
    private int rank() {
        return 2 * MOST_URGENT_FIRST.indexOf(status) + (status == ObjectiveStatus.SCHEDULED && dueAt == null ? 3 : 0);
    }
}
