package co.getanswers.schema.cli;

import co.getanswers.schema.LockPolicy;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaHistory;
import co.getanswers.schema.Script;
import co.getanswers.schema.ScriptCheck;
import co.getanswers.schema.SessionSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a migration as one script for {@code psql}, with the same effect on the database as the command. Each step
 * first checks that the database is at the revision where the step begins: so the script does no harm to another
 * database, nor when it is run twice.
 */
final class OfflineScript {
    /** Milliseconds since the transaction began; a concurrent build has none. */
    private static final String MILLISECONDS = "(extract(epoch FROM clock_timestamp() - now()) * 1000)::integer";

    private final StringBuilder script = new StringBuilder();
    private final Revisions revisions;
    private final LockPolicy locks;

    private OfflineScript(Revisions revisions, LockPolicy locks) {
        this.revisions = revisions;
        this.locks = locks;
    }

    /** @param from absent for the base */
    static String upgrade(Revisions revisions, @Nullable Revision from, @Nullable Revision to, LockPolicy locks) {
        var offline = new OfflineScript(revisions, locks);
        var steps = revisions.between(from, to);
        ScriptCheck.require(steps.stream().map(Revision::up).toList(), revisions);
        if (!steps.isEmpty()) {
            offline.begin(from, to);
            steps.forEach(offline::up);
            offline.end();
        }
        return offline.script.toString();
    }

    /** Records the revisions between the two as applied, or as undone where the way leads down; runs none. */
    static String stamp(Revisions revisions, @Nullable Revision from, @Nullable Revision to) {
        var offline = new OfflineScript(revisions, LockPolicy.DEFAULT);
        var undone = new ArrayList<>(revisions.between(to, from));
        Collections.reverse(undone);
        var rows = Stream.concat(
                        undone.stream().map(revision -> SchemaHistory.insertUndone(revision, "0")),
                        revisions.between(from, to).stream()
                                .map(revision -> SchemaHistory.insertApplied(revision, "0")))
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        offline.begin(from, to);
        offline.append("BEGIN");
        offline.append(requirement(from, true));
        rows.forEach(row -> offline.script.append(row).append(";\n\n"));
        offline.append("COMMIT");
        offline.end();
        return offline.script.toString();
    }

    /** Creates the table of the history where it is missing. */
    static String history() {
        return SchemaHistory.CREATE
                .replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ")
                .replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ");
    }

    /** The transaction that takes over a database which Alembic manages, for the beginning of an upgrade. */
    static String takeover(List<String> statements, Revisions revisions, LockPolicy locks) {
        var offline = new OfflineScript(revisions, locks);
        offline.begin(null, revisions.all().get(0));
        offline.script.append("-- Taking over the database from Alembic\n\n");
        offline.append("BEGIN");
        offline.append(requirement(null, true));
        statements.forEach(statement -> offline.script.append(statement).append(";\n\n"));
        offline.append("COMMIT");
        offline.end();
        return offline.script.toString();
    }

    /** @param to absent for the base */
    static String downgrade(Revisions revisions, @Nullable Revision from, @Nullable Revision to, LockPolicy locks) {
        var offline = new OfflineScript(revisions, locks);
        var steps = new ArrayList<>(revisions.between(to, from));
        Collections.reverse(steps);
        ScriptCheck.require(
                steps.stream().flatMap(revision -> revision.undo().stream()).toList(), revisions);
        if (!steps.isEmpty()) {
            offline.begin(from, to);
            steps.forEach(offline::down);
            offline.end();
        }
        return offline.script.toString();
    }

    private void begin(@Nullable Revision from, @Nullable Revision to) {
        script.append("""
                -- From %1$s to %2$s. Run it with: psql -v ON_ERROR_STOP=1
                -- Connect to the server itself: a pooler may give each statement to another session.

                %3$s
                CREATE OR REPLACE PROCEDURE pg_temp.require_revision(expected text, in_transaction boolean) LANGUAGE plpgsql AS $$
                DECLARE
                    current text;
                    locked boolean;
                BEGIN
                    IF to_regclass('flyway_schema_history') IS NOT NULL THEN
                        SELECT version INTO current
                        FROM flyway_schema_history AS applied
                        WHERE success AND version IS NOT NULL AND type <> 'DELETE'
                          AND NOT EXISTS (
                              SELECT FROM flyway_schema_history AS later
                              WHERE later.version = applied.version
                                AND later.installed_rank > applied.installed_rank
                                AND (later.success OR later.type = 'DELETE'))
                        ORDER BY version::bigint DESC
                        LIMIT 1;
                    END IF;
                    IF current::bigint IS DISTINCT FROM expected::bigint THEN
                        RAISE EXCEPTION 'This step begins at revision %%, and the database is at %%.',
                            coalesce(expected, 'base'), coalesce(current, 'base');
                    END IF;
                    -- Outside of a transaction the step itself releases the lock.
                    locked := CASE WHEN in_transaction THEN pg_try_advisory_xact_lock(%4$s)
                        ELSE pg_try_advisory_lock(%4$s) END;
                    IF NOT locked THEN
                        RAISE EXCEPTION 'Another process is migrating this database: run this when it has ended.';
                    END IF;
                    IF current_setting('server_version_num')::integer >= 170000 THEN
                        PERFORM set_config('transaction_timeout', '0', false);
                    END IF;
                END $$;

                """.formatted(name(from), name(to), lines(SessionSettings.forPsql()), MigrationSession.LOCK));
        if (from == null) {
            script.append(history()).append('\n');
        }
    }

    private void up(Revision revision) {
        var before = revisions.parent(revision).orElse(null);
        script.append("-- Running upgrade " + id(before) + " -> " + revision.title() + "\n\n");
        step(before, revision.up(), SchemaHistory.insertApplied(revision, milliseconds(revision.up())));
    }

    private void down(Revision revision) {
        var undo = revision.undo()
                .orElseThrow(() -> new MigrationFailure("Revision " + revision.title()
                        + ", has no undo script: downgrade no further than to " + revision.id() + "."));
        script.append("-- Running downgrade " + revision.id() + " -> "
                + id(revisions.parent(revision).orElse(null)) + ", " + revision.description() + "\n\n");
        step(revision, undo, SchemaHistory.insertUndone(revision, milliseconds(undo)));
    }

    private void step(@Nullable Revision from, Script sql, String bookkeeping) {
        if (sql.transactional()) {
            append("BEGIN");
            append(locks.timeoutStatement());
        } else {
            append(LockPolicy.DISABLE_TIMEOUTS);
        }
        append(requirement(from, sql.transactional()));
        for (var statement : sql.statements()) {
            append(statement.sql());
            if (statement.copyData() != null) {
                // The data begins on the line after the statement.
                script.setLength(script.length() - 1);
                script.append(statement.copyData()).append("\\.\n\n");
            }
        }
        script.append(lines(SessionSettings.resetForPsql())).append('\n');
        append(bookkeeping);
        append(
                sql.transactional()
                        ? "COMMIT"
                        : "DO $$ BEGIN PERFORM pg_advisory_unlock(" + MigrationSession.LOCK + "); END $$");
    }

    private static String requirement(@Nullable Revision at, boolean inTransaction) {
        return "CALL pg_temp.require_revision(" + (at == null ? "NULL" : "'" + at.id() + "'") + ", " + inTransaction
                + ")";
    }

    /** Leaves the session as it was, which a pooler may give to others. */
    private void end() {
        script.append(lines(SessionSettings.reset()));
    }

    private void append(String statement) {
        script.append(statement).append(";\n\n");
    }

    private static String lines(List<String> statements) {
        return String.join(";\n", statements) + ";\n";
    }

    private static String milliseconds(Script sql) {
        return sql.transactional() ? MILLISECONDS : "0";
    }

    private static String name(@Nullable Revision revision) {
        return revision == null ? "base" : revision.id();
    }

    private static String id(@Nullable Revision revision) {
        return revision == null ? "" : revision.id();
    }
}
