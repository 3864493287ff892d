package co.getanswers.platform.database;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/** A server that takes no writes: a standby, as during a failover, or a server that was made read-only. */
public final class ReadOnlyServer extends VertxException {
    private static final long serialVersionUID = 1;

    /** The SQLSTATE {@code read_only_sql_transaction}. */
    private static final String READ_ONLY = "25006";

    ReadOnlyServer() {
        super("The database server takes no writes", true);
    }

    /** Asks the server of a connection whether it takes no writes. */
    static Future<Boolean> ask(SqlConnection connection) {
        return connection
                .query("show transaction_read_only")
                .execute()
                .map(rows -> "on".equals(rows.iterator().next().getString(0)));
    }

    /** Tells whether a server refused a statement because it takes no writes. */
    static boolean isCauseOf(@Nullable Throwable failure) {
        return failure instanceof PgException refused && READ_ONLY.equals(refused.getSqlState());
    }
}
