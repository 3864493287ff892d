package co.getanswers.schema;

import co.getanswers.platform.Environment;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns an exception of the driver or of Flyway into a sentence that says what is wrong and what to do. */
public final class FailureTranslator {
    private FailureTranslator() {}

    /** The exception of the server or the driver among the causes, if there is one. */
    public static @Nullable SQLException sqlException(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    public static String firstLine(@Nullable Throwable failure) {
        var message = failure == null ? null : failure.getMessage();
        return message == null ? "no answer" : message.lines().findFirst().orElse("no answer");
    }

    /** The first line with a full stop at its end. */
    public static String sentence(Throwable failure) {
        var line = firstLine(failure);
        return line.endsWith(".") ? line : line + ".";
    }

    /**
     * True if connecting may succeed later: SQLSTATE class 08 (connection exception), 57P03 (the server is starting),
     * 53300 (no connection left).
     */
    public static boolean isTransient(SQLException failure) {
        var state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.equals("57P03") || state.equals("53300");
    }

    /** True if the server refuses this user (SQLSTATE class 28) or has no such database (3D000). */
    public static boolean isRefused(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("28") || state.equals("3D000"));
    }

    /** @param address without a password */
    public static MigrationFailure translate(SQLException failure, String address) {
        var state = failure.getSQLState() == null ? "" : failure.getSQLState();
        var said = sentence(failure);
        if (isRefused(failure)) {
            return new MigrationFailure(
                    address + " refuses the connection: " + said + " Correct the user, the password or the database in "
                            + Environment.migrationVariable() + ".",
                    failure);
        }
        if ("08P01".equals(state) && said.contains("startup parameter")) {
            return MigrationSession.pooler();
        }
        if (isTransient(failure)) {
            return new MigrationFailure(
                    "The database at " + address + " can't be reached: " + said + " Start it, or correct "
                            + Environment.migrationVariable() + ", and run this again.",
                    failure);
        }
        return new MigrationFailure(
                switch (state) {
                    case "42501" ->
                        "The user of " + Environment.migrationVariable() + " lacks a right: " + said
                                + " Grant it, or migrate as the owner of the schema.";
                    case "57P01", "57014" ->
                        "The server ended the statement: " + said
                                + " Revisions that were committed before stay; run this again.";
                    default -> said;
                },
                failure);
    }

    /** @param failure the exception of the driver while the script ran */
    static MigrationFailure translateRevision(Revision revision, Script script, SQLException failure) {
        var failed = failure instanceof StatementFailure in ? in.statement() : null;
        var said = new ServerMessage(failure, failed);
        return new ScriptFailure(
                script.name() + " failed: " + said.sentence() + " " + outcome(script, failure, failed)
                        + remedy(failure, revision),
                said.details(),
                failure);
    }

    private static String outcome(Script script, SQLException failure, @Nullable Statement failed) {
        if (!script.transactional()) {
            return executedStatements(script, failed)
                    + " The next run begins it anew, after it has dropped the invalid indexes that this one left.";
        }
        return isTransient(failure) && failed == null
                ? "The connection broke at its end: migrate current tells whether it was committed."
                : "All of it was rolled back.";
    }

    static MigrationFailure lockTimeout(Revision revision, LockPolicy locks) {
        return new MigrationFailure("Revision " + revision.title() + ", did not get its lock within "
                + locks.timeout().toMillis() + " ms, " + (locks.retries() + 1)
                + " times: another transaction holds the table. All of it was rolled back. Run it again when that"
                + " transaction, which pg_stat_activity shows, has ended; or raise --retries, or"
                + " GETANSWERS_DATABASE_LOCK_RETRIES.");
    }

    private static String remedy(SQLException failure, Revision revision) {
        return switch (failure.getSQLState() == null ? "" : failure.getSQLState()) {
            case "42P07", "42710", "42701" ->
                " It exists already. If the database has all of revision " + revision.id()
                        + ", record that with: migrate stamp " + revision.id() + ".";
            case "42501" -> " Grant the right, or migrate as the owner of the schema.";
            case "25001", "2D000" ->
                " It can't run in a transaction: give it a revision of its own that begins with: "
                        + Script.NO_TRANSACTION + ".";
            case "55P04" -> " Put the statement that uses the new value in the next revision.";
            case "0A000" ->
                failure.getMessage() != null && failure.getMessage().contains("cached plan")
                        ? " Run it again: the session's plans are made anew."
                        : "";
            case "42P01", "42703", "42704" ->
                " It is missing: the schema is not that of the revision in the history. Compare the two with: migrate"
                        + " check --database.";
            default -> "";
        };
    }

    private static String executedStatements(Script script, @Nullable Statement failed) {
        if (failed == null) {
            return "Its statements commit one by one: those that ran stay.";
        }
        var statements = script.statements();
        var ran = statements.subList(0, Math.max(0, statements.indexOf(failed)));
        var number = "Statement " + (ran.size() + 1) + " of " + statements.size()
                + " failed, and may have committed a part of its work; ";
        return ran.isEmpty()
                ? number + "none ran before it."
                : number + "these ran before it and stay: " + codes(ran) + ".";
    }

    private static String codes(List<Statement> statements) {
        return String.join("; ", statements.stream().map(Statement::code).toList());
    }
}
