package co.getanswers.platform.database;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CloseConnectionCommand;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that can't serve any more, so that the pool replaces it: one whose server does not answer a statement
 * within its deadline, or takes no writes. A connection in use is asked now and then whether it does: one that only reads
 * would go on serving what a standby holds. The guard stands between the client and its codec, where a statement is one object and
 * its answer another, and lives on the event loop of the connection.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final String NAME = "guard";

    /** The name of the handler of Vert.x that all of a connection's commands pass. */
    private static final String CLIENT = "handler";

    /** The longest time that a connection in use serves what a server holds that takes no writes. */
    private static final Duration ASK_FOR_WRITES_EVERY = Duration.ofSeconds(5);

    private final SqlConnection connection;
    private final OutageLog log;
    private final PreparedStatements prepared;
    private volatile long limitNanos;
    private int unanswered;
    private long askedAt;
    private boolean checking;

    /** The last use at the time at which the server was asked. */
    private long knownUse;

    private @Nullable ScheduledFuture<?> asking;

    private ConnectionGuard(SqlConnection connection, Duration limit, OutageLog log, PreparedStatements prepared) {
        this.connection = connection;
        this.limitNanos = limit.toNanos();
        this.log = log;
        this.prepared = prepared;
    }

    /** Guards a new connection; called on its event loop. */
    static void install(SqlConnection connection, Duration limit, OutageLog log, PreparedStatements prepared) {
        socket(connection)
                .socket()
                .channelHandlerContext()
                .pipeline()
                .addBefore(CLIENT, NAME, new ConnectionGuard(connection, limit, log, prepared));
    }

    /** Removes the bound on every silence, which holds while a connection starts. */
    static void endStart(SqlConnection connection) {
        var pipeline = socket(connection).socket().channelHandlerContext().pipeline();
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
    }

    /** Sets the deadline of the statements that follow on this connection. */
    static void limit(SqlConnection connection, Duration limit) {
        var guard = (ConnectionGuard)
                socket(connection).socket().channelHandlerContext().pipeline().get(NAME);
        if (guard != null) {
            guard.limitNanos = limit.toNanos();
        }
    }

    static SocketConnectionBase socket(SqlConnection connection) {
        var pooled = ((SqlConnectionInternal) connection).unwrap();
        return (SocketConnectionBase) pooled.unwrap();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext channel) {
        prepared.add(channel);
        var every = ASK_FOR_WRITES_EVERY.toMillis();
        asking = channel.executor()
                .scheduleWithFixedDelay(() -> askForWrites(channel), every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext channel) {
        prepared.remove(channel);
        if (asking != null) {
            asking.cancel(false);
        }
    }

    /** Asks between two statements, and only if there were any: an answer that is awaited has its own deadline. */
    private void askForWrites(ChannelHandlerContext channel) {
        if (unanswered > 0 || askedAt == knownUse || !channel.channel().isActive()) {
            return;
        }
        ReadOnlyServer.ask(connection).onComplete(answer -> {
            knownUse = askedAt;
            if (answer.succeeded() && answer.result()) {
                giveUpReadOnly(channel);
            }
        });
    }

    private void giveUpReadOnly(ChannelHandlerContext channel) {
        log.report("The database server takes no writes: it is a standby, or read-only");
        channel.close();
    }

    @Override
    public void write(ChannelHandlerContext channel, Object message, ChannelPromise written) {
        if (message instanceof CommandBase<?> && !(message instanceof CloseConnectionCommand)) {
            unanswered++;
            askedAt = System.nanoTime();
            if (!checking) {
                checking = true;
                check(channel, limitNanos);
            }
        }
        channel.write(message, written);
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        var refusesToWrite = false;
        if (message instanceof CommandResponse<?> answer) {
            unanswered--;
            askedAt = System.nanoTime();
            var failure = answer.toAsyncResult().cause();
            refusesToWrite = ReadOnlyServer.isCauseOf(failure);
            if (failure != null
                    && StalePlan.isCauseOf(failure)
                    && answer.cmd instanceof ExtendedQueryCommand<?> query) {
                prepared.forget(query.sql());
            }
        }
        channel.fireChannelRead(message);
        if (refusesToWrite) {
            giveUpReadOnly(channel);
        }
    }

    /** Reports that the server ends the connection, in the place of a stack trace for each connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
        if (failure instanceof PgException ended) {
            log.report("The database ends its connections: " + ended.getErrorMessage());
        } else {
            channel.fireExceptionCaught(failure);
        }
    }

    /** Looks again when the oldest deadline may be over, instead of a timer for each statement. */
    private void check(ChannelHandlerContext channel, long inNanos) {
        channel.executor().schedule(() -> look(channel), inNanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext channel) {
        checking = unanswered > 0 && channel.channel().isActive();
        if (!checking) {
            return;
        }
        var left = limitNanos - (System.nanoTime() - askedAt);
        if (left > 0) {
            check(channel, left);
        } else {
            checking = false;
            log.report("The database did not answer a statement within " + Duration.ofNanos(limitNanos));
            channel.close();
        }
    }
}
