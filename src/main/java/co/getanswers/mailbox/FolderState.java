package co.getanswers.mailbox;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * A folder and how far it was read: all messages from the lowest to the highest UID.
 *
 * @param uidValidity 0 before the folder was first seen
 */
record FolderState(UUID id, String name, FolderRole role, long uidValidity, long highestUid, long lowestUid) {
    /** The same folder with nothing read, so that everything there is now is fetched as earlier mail. */
    FolderState restarted(ServerFolder server) {
        return new FolderState(id, name, role, server.uidValidity(), server.uidNext() - 1, server.uidNext());
    }

    FolderState upTo(long uid) {
        return new FolderState(id, name, role, uidValidity, Math.max(highestUid, uid), lowestUid);
    }

    FolderState downTo(long uid) {
        return new FolderState(id, name, role, uidValidity, highestUid, Math.min(lowestUid, uid));
    }

    boolean isComplete() {
        return uidValidity != 0 && lowestUid <= 1;
    }

    static FolderState of(Row row, FolderRole role) {
        return new FolderState(
                row.getUUID("id"),
                row.getString("name"),
                role,
                row.getLong("uid_validity"),
                row.getLong("highest_uid"),
                row.getLong("lowest_uid"));
    }
}
