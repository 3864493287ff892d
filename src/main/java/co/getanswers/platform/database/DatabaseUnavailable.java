package co.getanswers.platform.database;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Set;

/** Tells a database that can't be had in time, or asks to be asked again, from everything else that can fail. */
public final class DatabaseUnavailable {
    public static final int RETRY_AFTER_SECONDS = 2;

    /** Starting or stopping, out of connections, a deadlock or a serialisation failure: all pass. */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300", "40P01", "40001");

    private DatabaseUnavailable() {}

    public static boolean isCauseOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            // The server's own refusals are VertxExceptions too: most of them would be the same the next time.
            if (cause instanceof PgException refused) {
                return PASSING.contains(refused.getSqlState());
            }
            if (cause instanceof ConnectionPoolTooBusyException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof SocketException
                    || cause instanceof UnknownHostException
                    || cause instanceof VertxException && !(cause instanceof HttpClosedException)) {
                return true;
            }
            // The pool's own words for a wait that took too long; it has no type for it.
            if ("Timeout".equals(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }
}
