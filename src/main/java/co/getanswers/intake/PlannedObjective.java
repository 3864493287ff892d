package co.getanswers.intake;

import co.getanswers.objective.ObjectiveStatus;
import java.util.UUID;

/** An objective while a batch is planned. */
final class PlannedObjective {
    final UUID id;
    /** What it is made with; null for one that the database has already. */
    final String title;
    /** Where it stood before the batch; null for a new one. */
    final ObjectiveStatus before;

    ObjectiveStatus status;

    private boolean hasMail;

    private PlannedObjective(UUID id, String title, ObjectiveStatus before, ObjectiveStatus status) {
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

    /** Whether it has mail already: where it stands is then known. */
    boolean hasMail() {
        return hasMail;
    }

    void addMail() {
        hasMail = true;
    }

    /** Whether something is still to be done about it, so that more mail on its subject belongs to it. */
    boolean isOpen() {
        return status == ObjectiveStatus.WAITING_ON_YOU
                || status == ObjectiveStatus.WAITING_ON_OTHERS
                || status == ObjectiveStatus.SCHEDULED;
    }

    /** What waits for review is not handled. */
    void reopen() {
        if (status == ObjectiveStatus.HANDLED) {
            status = ObjectiveStatus.WAITING_ON_YOU;
        }
    }

    /** A muted one stays so until a person changes it. */
    void moveTo(ObjectiveStatus next) {
        if (status != ObjectiveStatus.MUTED) {
            status = next;
        }
    }
}
