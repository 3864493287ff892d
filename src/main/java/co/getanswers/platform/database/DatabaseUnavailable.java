package co.getanswers.platform.database;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises failures of the database that pass: it can't be reached in time or asks for another attempt. */
public final class DatabaseUnavailable {
    public static final int RETRY_AFTER_SECONDS = 2;

    /**
     * SQLSTATEs that pass: a server that takes no writes, starting or stopping, cancelled statements, waits for a lock that
     * took too long, a deadlock, a serialisation failure.
     */
    private static final Set<String> TRANSIENT =
            Set.of("25006", "57P01", "57P02", "57P03", "57P05", "57014", "55P03", "40P01", "40001");

    /** SQLSTATE classes that pass: lost connections, no resources such as disk or memory, failures of the system. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "53", "58");

    /** The messages of failures of a connection that have no type of their own. */
    private static final List<String> UNTYPED = List.of(
            "Connection reset", "Broken pipe", "Connection is not active now", "Pending requests failed to be sent");

    private DatabaseUnavailable() {}

    public static boolean isCauseOf(Throwable failure) {
        if (StalePlan.isCauseOf(failure)) {
            return true;
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            // Errors of the server are VertxExceptions too, but most of them would occur again.
            if (cause instanceof PgException refused) {
                return isTransient(refused.getSqlState());
            }
            // The object-relational mapper translates the client's failures.
            if (cause instanceof SQLException refused) {
                return isTransient(refused.getSQLState());
            }
            if (cause instanceof ConnectionPoolTooBusyException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof SocketException
                    || cause instanceof ClosedChannelException
                    || cause instanceof UnknownHostException
                    || cause instanceof VertxException && !(cause instanceof HttpClosedException)) {
                return true;
            }
            if (isUntyped(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransient(@Nullable String sqlState) {
        return sqlState != null
                && (TRANSIENT.contains(sqlState)
                        || sqlState.length() == 5 && TRANSIENT_CLASSES.contains(sqlState.substring(0, 2)));
    }

    /** Recognises what the client has no type for; a wait for a connection that took too long is called Timeout. */
    private static boolean isUntyped(@Nullable String message) {
        return message != null && ("Timeout".equals(message) || UNTYPED.stream().anyMatch(message::startsWith));
    }
}
