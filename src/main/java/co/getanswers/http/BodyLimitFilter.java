package co.getanswers.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * How large a request's body may be, and how long it may take to arrive. A body that tells its length is refused
 * before it is read; any other is watched as it comes, for what reads it waits for an end that may never come.
 */
final class BodyLimit {
    /** In bytes; the largest mail message that Gmail takes or sends. */
    private static final long MESSAGE = 25L * 1024 * 1024;

    /** In bytes; far above any JSON that the interface describes. */
    private static final long JSON = 1024 * 1024;

    private static final Duration MESSAGE_TIME = Duration.ofMinutes(10);
    private static final Duration JSON_TIME = Duration.ofMinutes(1);
    private static final long CHECK_MILLIS = 25;
    private static final long LINGER_MILLIS = 5_000;

    private final RoutingContext request;
    private final long bytes;
    private final long deadline;

    private BodyLimit(RoutingContext request, long bytes, Duration time) {
        this.request = request;
        this.bytes = bytes;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /** A mailbox may be of any length, for it is streamed; everything else is read whole. */
    static void guard(RoutingContext request) {
        var path = request.normalizedPath();
        if (path.equals("/api/messages/import")) {
            request.next();
        } else if (path.equals("/api/messages") && request.request().method() == HttpMethod.POST) {
            new BodyLimit(request, MESSAGE, MESSAGE_TIME).guard();
        } else {
            new BodyLimit(request, JSON, JSON_TIME).guard();
        }
    }

    private void guard() {
        var headers = request.request().headers();
        var length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && exceeds(length)) {
            refuse(413, "The body is larger than the " + bytes + " bytes that this path takes.");
            return;
        }
        if (length != null || headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            var watch = request.vertx().setPeriodic(CHECK_MILLIS, this::check);
            request.addEndHandler(ended -> request.vertx().cancelTimer(watch));
        }
        request.next();
    }

    private void check(long watch) {
        if (request.request().isEnded() || request.response().headWritten()) {
            request.vertx().cancelTimer(watch);
        } else if (request.request().bytesRead() > bytes) {
            request.vertx().cancelTimer(watch);
            refuse(413, "The body is larger than the " + bytes + " bytes that this path takes.");
        } else if (System.nanoTime() > deadline) {
            request.vertx().cancelTimer(watch);
            refuse(408, "The body took too long to arrive.");
        }
    }

    /**
     * Answers at once. The connection can't be used again, but it is not closed at once either: a client that still
     * sends would lose the answer with it, so what it sends is dropped for a moment.
     */
    private void refuse(int status, String detail) {
        var connection = request.request().connection();
        request.response().putHeader(HttpHeaderNames.CONNECTION, "close");
        ProblemDetails.answer(request, status, detail);
        if (!request.request().isEnded()) {
            var close = request.vertx().setTimer(LINGER_MILLIS, late -> connection.close());
            request.request()
                    .handler(dropped -> {})
                    .endHandler(ended -> {
                        request.vertx().cancelTimer(close);
                        connection.close();
                    })
                    .resume();
        }
    }

    private boolean exceeds(String length) {
        try {
            return Long.parseLong(length) > bytes;
        } catch (NumberFormatException longer) {
            return true;
        }
    }
}
