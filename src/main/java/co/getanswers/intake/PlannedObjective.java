package co.getanswers.intake;

import co.getanswers.objective.ObjectiveStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An objective while a batch is planned. */
final class PlannedObjective {
    final UUID id;
    /** The title of a new objective; absent from a stored one. */
    final @Nullable String title;
    /** The status before the batch; absent from a new objective. */
    final @Nullable ObjectiveStatus before;

    ObjectiveStatus status;

    private boolean hasMail;

    private PlannedObjective(
            UUID id, @Nullable String title, @Nullable ObjectiveStatus before, ObjectiveStatus status) {
        this.id = id;
        this.title = title;
        this.before = before;
        this.status = status;
        this.hasMail = before != null;
    }

    static PlannedObjective opened(UUID id, String title) {
        return new PlannedObjective(id, title, null, ObjectiveStatus.WAITING_ON_YOU);
    }

    static PlannedObjective stored(UUID id, ObjectiveStatus status) {
        return new PlannedObjective(id, null, status, status);
    }

    boolean isNew() {
        return before == null;
    }

    /** Tells whether the objective had mail before, which determines its status. */
    boolean hasMail() {
        return hasMail;
    }

    void addMail() {
        hasMail = true;
    }

    /** Tells whether the objective is unfinished, so that new mail with its subject belongs to it. */
    boolean isOpen() {
        return status == ObjectiveStatus.WAITING_ON_YOU
                || status == ObjectiveStatus.WAITING_ON_OTHERS
                || status == ObjectiveStatus.SCHEDULED;
    }

    /** Reopens a handled objective, because an action of it waits for review. */
    void reopen() {
        if (status == ObjectiveStatus.HANDLED) {
            status = ObjectiveStatus.WAITING_ON_YOU;
        }
    }

    /** Changes the status, unless the objective is muted: only a person changes that. */
    void moveTo(ObjectiveStatus next) {
        if (status != ObjectiveStatus.MUTED) {
            status = next;
        }
    }
}
