package co.getanswers.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.ClosedConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * The choice between TLS and plain connections for {@code sslmode=prefer}: the server is asked once, until a connection
 * fails. The client would ask it for each connection, and leave the socket open on which the server answered no.
 */
final class TlsChoice {
    /** The request for TLS: its length and its code (PostgreSQL, message formats, SSLRequest). */
    private static final Buffer REQUEST = Buffer.buffer().appendInt(8).appendInt(80877103);

    private static final byte YES = 'S';

    private final PgConnectOptions server;
    private final NetClient client;
    private volatile @Nullable SslMode known;

    TlsChoice(Vertx vertx, PgConnectOptions server) {
        this.server = server;
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout(server.getConnectTimeout())
                .setIdleTimeout(server.getIdleTimeout())
                .setIdleTimeoutUnit(server.getIdleTimeoutUnit()));
    }

    /** The mode of a connection: the configured one, but for {@code prefer} what the server supports. */
    Future<SslMode> choose() {
        if (server.getSslMode() != SslMode.PREFER || server.isUsingDomainSocket()) {
            return Future.succeededFuture(server.getSslMode());
        }
        var mode = known;
        return mode != null ? Future.succeededFuture(mode) : ask().onSuccess(answer -> known = answer);
    }

    /** Asks the server again before the next connection. */
    void forget() {
        known = null;
    }

    private Future<SslMode> ask() {
        return client.connect(server.getSocketAddress())
                .compose(socket -> answer(socket).onComplete(answered -> socket.close()));
    }

    private static Future<SslMode> answer(NetSocket socket) {
        var answer = Promise.<SslMode>promise();
        socket.handler(bytes -> answer.tryComplete(bytes.getByte(0) == YES ? SslMode.REQUIRE : SslMode.DISABLE));
        socket.closeHandler(closed -> answer.tryFail(ClosedConnectionException.INSTANCE));
        socket.exceptionHandler(answer::tryFail);
        return socket.write(REQUEST).compose(written -> answer.future());
    }
}
