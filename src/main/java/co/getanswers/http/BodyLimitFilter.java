package co.getanswers.http;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import co.getanswers.platform.MemoryBudget;
import co.getanswers.platform.database.DatabaseUnavailable;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Enforces the limits of bodies. A body that announces its length is refused before it is read; any other is watched while
 * it arrives, because its reader waits for an end that may never come. Large ones share the memory that there is.
 */
@Singleton
class BodyLimitFilter {
    private static final long CHECK_MILLIS = 25;
    private static final long LINGER_MILLIS = 5_000;

    /** The longest pause between two parts of a body. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Map<String, BodyLimit> limits;
    private final MemoryBudget memory;

    BodyLimitFilter(Instance<BodyLimit> limits, MemoryBudget memory) {
        this.limits = limits.stream().collect(toMap(BodyLimit::path, identity()));
        this.memory = memory;
    }

    void filter(RoutingContext request) {
        var limit = limits.getOrDefault(request.normalizedPath(), BodyLimit.JSON);
        var headers = request.request().headers();
        var length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        var hasBody = length != null || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        if (hasBody) {
            request.addEndHandler(ended -> dropRest(request));
        }
        if (length != null && exceeds(length, limit)) {
            refuseTooLarge(request, limit);
            return;
        }
        if (hasBody && !limit.isNone()) {
            var arrival = new Arrival(limit, System.nanoTime(), memory.none());
            if (length != null && !arrival.memory.tryGrow(Long.parseLong(length))) {
                refuseForNow(request);
                return;
            }
            var timer = request.vertx().setPeriodic(CHECK_MILLIS, id -> check(request, arrival, id));
            request.addEndHandler(ended -> {
                request.vertx().cancelTimer(timer);
                arrival.memory.close();
            });
        }
        request.next();
    }

    /** The arrival of one body, watched on its event loop. */
    private static final class Arrival {
        private final BodyLimit limit;
        private final long deadline;
        private final MemoryBudget.Reservation memory;
        private long bytes;
        private long lastByte;

        Arrival(BodyLimit limit, long now, MemoryBudget.Reservation memory) {
            this.limit = limit;
            this.memory = memory;
            this.deadline = now + limit.time().toNanos();
            this.lastByte = now;
        }

        boolean isOver(long read) {
            var now = System.nanoTime();
            if (read > bytes) {
                bytes = read;
                lastByte = now;
            }
            return now - deadline > 0 || now - lastByte > IDLE.toNanos();
        }
    }

    private static void check(RoutingContext request, Arrival arrival, long timer) {
        var limit = arrival.limit;
        if (request.request().isEnded() || request.response().headWritten()) {
            request.vertx().cancelTimer(timer);
        } else if (request.request().bytesRead() > limit.bytes()) {
            request.vertx().cancelTimer(timer);
            refuseTooLarge(request, limit);
        } else if (!arrival.memory.tryGrow(request.request().bytesRead())) {
            request.vertx().cancelTimer(timer);
            refuseForNow(request);
        } else if (arrival.isOver(request.request().bytesRead())) {
            request.vertx().cancelTimer(timer);
            refuse(request, 408, "The body took too long to arrive.");
        }
    }

    private static void refuseTooLarge(RoutingContext request, BodyLimit limit) {
        refuse(request, 413, "The body is larger than the " + limit.bytes() + " bytes that this path takes.");
    }

    private static void refuseForNow(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaderNames.RETRY_AFTER, String.valueOf(DatabaseUnavailable.RETRY_AFTER_SECONDS));
        refuse(request, 503, "More large mail arrives now than memory holds; try again shortly.");
    }

    /** Answers without reading on, for the last time on this connection. */
    private static void refuse(RoutingContext request, int status, String detail) {
        request.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ProblemWriter.write(request, status, detail);
    }

    /**
     * Drops the rest of a body whose request was answered before it had arrived, as without a token: nobody reads it, and the
     * connection's next request would wait behind it for good. To close the connection now would lose the answer for a client
     * that still sends; a rest that is long closes it, and so does the end where the answer was the connection's last.
     */
    private static void dropRest(RoutingContext request) {
        var body = request.request();
        if (body.isEnded()) {
            return;
        }
        var connection = body.connection();
        var isLast = request.response().headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        var close = request.vertx().setTimer(LINGER_MILLIS, late -> connection.close());
        body.handler(dropped -> {})
                .endHandler(ended -> {
                    request.vertx().cancelTimer(close);
                    if (isLast) {
                        connection.close();
                    }
                })
                .resume();
    }

    private static boolean exceeds(String length, BodyLimit limit) {
        try {
            return Long.parseLong(length) > limit.bytes();
        } catch (NumberFormatException tooLong) {
            return true;
        }
    }
}
