package co.getanswers.platform.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Creates the reactive pool with a limit on every wait: by default a request that gets no connection hangs for ever. */
@Singleton
public class BoundedPool implements PgPoolCreator {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    /** Characters of the longest statement that stays prepared; above the client's default of 2,048, it is parsed each time. */
    public static final int PREPARED_STATEMENT_LIMIT = 16_384;

    private final DatabaseSettings config;
    private volatile @Nullable PgConnectOptions connectOptions;

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
            server.setTcpKeepAlive(true).setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
            server.setPreparedStatementCacheSqlLimit(PREPARED_STATEMENT_LIMIT);
        }
        this.connectOptions = input.pgConnectOptionsList().get(0);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    /** The options of a connection outside the pool, such as for notifications; absent before there is a pool. */
    public @Nullable PgConnectOptions connectOptions() {
        return connectOptions == null ? null : new PgConnectOptions(connectOptions);
    }
}
