package co.getanswers.platform.database;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;

/**
 * Recognises the failure of a prepared statement whose columns a revision has changed since, such as to a longer varchar:
 * nothing was executed, and prepared anew it succeeds.
 */
public final class StalePlan {
    private static final String SQL_STATE = "0A000";

    /** The server's function that refuses it; the message is in the server's language. */
    private static final String ROUTINE = "RevalidateCachedQuery";

    private static final String MESSAGE = "cached plan must not change result type";

    private StalePlan() {}

    public static boolean isCauseOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return SQL_STATE.equals(refused.getSqlState()) && ROUTINE.equals(refused.getRoutine());
            }
            // The object-relational mapper translates the client's failures, without the routine.
            if (cause instanceof SQLException refused) {
                return SQL_STATE.equals(refused.getSQLState())
                        && String.valueOf(refused.getMessage()).contains(MESSAGE);
            }
        }
        return false;
    }
}
