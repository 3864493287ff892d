package co.getanswers.schema;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receives the events of a running migration, to be shown or logged. */
public interface Progress {
    /** Ignores all events. */
    Progress SILENT = new Progress() {};

    /** Another process migrates this database; reported once. */
    default void waiting() {}

    /** @param from the revision before; absent for the base */
    default void upgrading(@Nullable Revision from, Revision to) {}

    /** @param to the revision that the database will be at; absent for the base */
    default void downgrading(Revision from, @Nullable Revision to) {}

    /**
     * A sign of life of a revision that takes long.
     *
     * @param reason what the server does or waits for
     */
    default void running(Revision revision, Duration since, String reason) {}

    /** @param from the revision before; absent for the base */
    default void upgraded(@Nullable Revision from, Revision to, Duration took) {}

    /** @param to the revision that the database is at now; absent for the base */
    default void downgraded(Revision from, @Nullable Revision to, Duration took) {}

    /** @param revisions upgraded or undone in one transaction, in the order in which they ran */
    default void ranTogether(List<Revision> revisions, Duration took) {}

    /** The transaction of several revisions was rolled back; they run one by one. */
    default void separating(List<Revision> revisions) {}

    /** @param why the server's message */
    default void retrying(Revision revision, String why, int attempt, int retries, Duration pause) {}

    /** Indexes that a concurrent build had left invalid were dropped, to be built anew. */
    default void removedInvalidIndexes(Revision revision, List<String> indexes) {}

    /** The database, which Alembic managed until now, was taken over. */
    default void adopted(Takeover takeover) {}
}
