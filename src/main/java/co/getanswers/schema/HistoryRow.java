package co.getanswers.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of Flyway's history table.
 *
 * @param version absent from a row that is no revision, such as the creation of a schema
 * @param type Flyway's: {@code SQL} for a revision that was applied, {@code DELETE} for one that was undone, {@code
 *     BASELINE} for one that was found applied
 * @param checksum absent if nothing was run
 * @param installedOn such as {@code 2026-01-31 23:59:59}, in the time zone of the session that wrote it, which the
 *     table does not record
 * @param executionTime in milliseconds
 */
public record HistoryRow(
        int rank,
        @Nullable String version,
        String description,
        String type,
        String script,
        @Nullable Integer checksum,
        String installedBy,
        String installedOn,
        int executionTime,
        boolean success) {
    /** The number of the row's revision. */
    public long number() {
        return Revision.number(Objects.requireNonNull(version));
    }

    /** True if the row undoes a revision. */
    public boolean isUndone() {
        return type.equals("DELETE");
    }

    boolean isBaseline() {
        return type.equals("BASELINE") || type.equals("SQL_BASELINE");
    }
}
