package co.getanswers.platform.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs statements that take long on purpose, with the longer deadline of {@link DatabaseSettings#longStatementTimeout}. */
@Singleton
public class LongStatements {
    private final Pool pool;
    private final DatabaseSettings config;

    LongStatements(Pool pool, DatabaseSettings config) {
        this.pool = pool;
        this.config = config;
    }

    /** Runs statements on a connection of their own. */
    public <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
        return pool.withConnection(connection -> on(connection, () -> work.apply(connection)));
    }

    /** Runs statements on the caller's connection. */
    public <T> Uni<T> on(SqlConnection connection, Supplier<Uni<T>> work) {
        var client = connection.getDelegate();
        ConnectionGuard.limit(client, config.longStatementTimeout());
        return work.get().onTermination().invoke(() -> ConnectionGuard.limit(client, config.statementTimeout()));
    }
}
