package co.getanswers.platform.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Creates the reactive pool with a limit on every wait: by default a request that gets no connection hangs for ever. */
@Singleton
public class BoundedPool implements PgPoolCreator {
    /** Characters of the longest statement that stays prepared; above the client's default of 2,048, it is parsed each time. */
    public static final int PREPARED_STATEMENT_LIMIT = 16_384;

    /**
     * The style of dates as servers report it. The client asks for "ISO" by default, which PgBouncer takes for another one: it
     * sends a statement of its own whenever a server's connection goes to another client.
     */
    static final String DATE_STYLE = "ISO, MDY";

    private final DatabaseSettings config;
    private volatile @Nullable ConnectionOpener opener;

    BoundedPool(DatabaseSettings config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        var options = input.poolOptions()
                .setConnectionTimeout((int) config.acquireTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxLifetime((int) config.maxLifetime().toSeconds())
                .setMaxLifetimeUnit(TimeUnit.SECONDS);
        for (PgConnectOptions server : input.pgConnectOptionsList()) {
            server.setPreparedStatementCacheSqlLimit(PREPARED_STATEMENT_LIMIT).addProperty("DateStyle", DATE_STYLE);
        }
        dropRepeatedFailures(input.vertx());
        var connections = new ConnectionOpener(input.vertx(), input.pgConnectOptionsList(), config);
        this.opener = connections;
        var pool = PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
        return new JoiningPool(guarded(pool, connections));
    }

    /** The builder takes options of connections, and no way of opening them. */
    @SuppressWarnings("deprecation")
    private static Pool guarded(Pool pool, ConnectionOpener connections) {
        return pool.connectionProvider(connections::open);
    }

    /**
     * Drops a failure that says nothing: when no connection can be opened, the pool fails each statement for that, and
     * again when its wait would have ended.
     */
    private static void dropRepeatedFailures(Vertx vertx) {
        var log = vertx.exceptionHandler();
        vertx.exceptionHandler(failure -> {
            if (log != null && !isRepeated(failure)) {
                log.handle(failure);
            }
        });
    }

    private static boolean isRepeated(Throwable failure) {
        return failure instanceof IllegalStateException
                && Arrays.stream(failure.getStackTrace())
                        .limit(2)
                        .anyMatch(frame -> frame.getClassName().equals(SqlConnectionPool.class.getName()));
    }

    /** Opens a connection outside the pool, such as for notifications, on the caller's context. */
    public Future<PgConnection> open(Context context) {
        var connections = opener;
        return connections == null
                ? Future.failedFuture(new IllegalStateException("There is no pool yet"))
                : connections.open(context).map(PgConnection.class::cast);
    }
}
