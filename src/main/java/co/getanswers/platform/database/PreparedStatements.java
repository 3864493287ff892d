package co.getanswers.platform.database;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.sqlclient.impl.codec.InvalidCachedStatementEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statements that the connections of a pool keep prepared. When one of them has a {@link StalePlan}, the others would
 * fail the same way, one after the other.
 */
final class PreparedStatements {
    private final Set<ChannelHandlerContext> connections = ConcurrentHashMap.newKeySet();

    void add(ChannelHandlerContext connection) {
        connections.add(connection);
    }

    void remove(ChannelHandlerContext connection) {
        connections.remove(connection);
    }

    /** Makes each connection prepare the statement anew when it executes it next. */
    void forget(String sql) {
        for (var connection : connections) {
            connection.executor().execute(() -> connection.fireChannelRead(new InvalidCachedStatementEvent(sql)));
        }
    }
}
