package co.getanswers.platform.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens connections to a server that takes writes; neither opening one nor a statement on it can wait for ever. */
final class ConnectionOpener {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    /** The longest silence of a server while a connection to it starts. */
    private static final int START_TIMEOUT_MILLIS = 5_000;

    private final List<Server> servers;

    /** The index of the server that took writes last: the others are tried only when it takes none any more. */
    private volatile int last;

    private final ConnectionFactory factory;
    private final DatabaseSettings config;
    private final PreparedStatements prepared = new PreparedStatements();
    private final OutageLog log = new OutageLog(ConnectionOpener.class);

    /** @param options one server each; they are tried in turn, from the one that took writes last */
    ConnectionOpener(Vertx vertx, List<PgConnectOptions> options, DatabaseSettings config) {
        this.config = config;
        for (var server : options) {
            server.setTcpKeepAlive(true).setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
            server.setIdleTimeout(START_TIMEOUT_MILLIS).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        }
        this.servers = options.stream().map(server -> new Server(server, vertx)).toList();
        this.factory = PgDriver.INSTANCE.createConnectionFactory(vertx, options.get(0));
    }

    private record Server(PgConnectOptions options, TlsChoice tls) {
        Server(PgConnectOptions options, Vertx vertx) {
            this(options, new TlsChoice(vertx, options));
        }
    }

    /** Opens a connection on the context; fails as the first server did that was tried, unless that takes no writes. */
    Future<SqlConnection> open(Context context) {
        var opened = ((ContextInternal) context).<SqlConnection>promise();
        open(context, last, servers.size()).onComplete(opened);
        return opened.future();
    }

    /** @param tries the number of servers that are left */
    private Future<SqlConnection> open(Context context, int index, int tries) {
        return open(context, servers.get(index))
                .onSuccess(connection -> last = index)
                .recover(failure -> tries == 1
                        ? Future.failedFuture(failure)
                        : open(context, (index + 1) % servers.size(), tries - 1)
                                .recover(other -> Future.failedFuture(cause(failure, other))));
    }

    /** A standby is no cause while another server fails; the failure of the other is kept beside. */
    private static Throwable cause(Throwable first, Throwable later) {
        var cause = first instanceof ReadOnlyServer ? later : first;
        cause.addSuppressed(cause == first ? later : first);
        return cause;
    }

    private Future<SqlConnection> open(Context context, Server server) {
        return server.tls()
                .choose()
                .compose(mode -> connect(context, new PgConnectOptions(server.options()).setSslMode(mode)))
                .onFailure(failed -> server.tls().forget())
                .compose(ConnectionOpener::requireWritable);
    }

    private Future<SqlConnection> connect(Context context, PgConnectOptions options) {
        return factory.connect(context, options).map(connection -> {
            // From here on a connection may be idle for long: only a statement has a deadline.
            ConnectionGuard.endStart(connection);
            ConnectionGuard.install(connection, config.statementTimeout(), log, prepared);
            return connection;
        });
    }

    private static Future<SqlConnection> requireWritable(SqlConnection connection) {
        return ReadOnlyServer.ask(connection)
                .compose(
                        readOnly -> readOnly
                                ? closed(connection, new ReadOnlyServer())
                                : Future.succeededFuture(connection),
                        failure -> closed(connection, failure));
    }

    private static Future<SqlConnection> closed(SqlConnection connection, Throwable why) {
        return connection.close().transform(closed -> Future.failedFuture(why));
    }
}
