package co.getanswers.platform.database;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Set;

/** Recognises failures of the database that pass: it can't be reached in time or asks for another attempt. */
public final class DatabaseUnavailable {
    public static final int RETRY_AFTER_SECONDS = 2;

    /** SQLSTATEs that pass: starting or stopping, out of connections, a deadlock, a serialisation failure. */
    private static final Set<String> TRANSIENT = Set.of("57P01", "57P02", "57P03", "53300", "40P01", "40001");

    private DatabaseUnavailable() {}

    public static boolean isCauseOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            // Errors of the server are VertxExceptions too, but most of them would occur again.
            if (cause instanceof PgException refused) {
                return TRANSIENT.contains(refused.getSqlState());
            }
            if (cause instanceof ConnectionPoolTooBusyException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof SocketException
                    || cause instanceof UnknownHostException
                    || cause instanceof VertxException && !(cause instanceof HttpClosedException)) {
                return true;
            }
            // The pool has no type for a wait that took too long, only this message.
            if ("Timeout".equals(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }
}
