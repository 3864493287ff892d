package co.getanswers.schema;

import java.time.Duration;
import java.util.List;

/** What whoever started a migration is told while it runs. */
public interface Progress {
    /** Told to nobody. */
    Progress SILENT = new Progress() {};

    /** Another process migrates this database; said once. */
    default void waiting() {}

    /** @param from the revision before; null for the base */
    default void upgraded(Revision from, Revision to, Duration took) {}

    /** @param to the revision that the database stands at now; null for the base */
    default void downgraded(Revision from, Revision to, Duration took) {}

    /** @param why the server's words */
    default void retrying(Revision revision, String why, int attempt, int retries, Duration pause) {}

    /** Indexes that a concurrent build had left unusable are gone, to be built anew. */
    default void removedInvalidIndexes(Revision revision, List<String> indexes) {}

    /** The database was Alembic's until now. */
    default void adopted(Revision revision) {}
}
