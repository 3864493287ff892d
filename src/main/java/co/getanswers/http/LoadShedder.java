package co.getanswers.http;

import co.getanswers.platform.database.DatabaseSettings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests that would only wait for the database, before they cost anything: otherwise nobody would be served
 * under twice the load. A request with a body is admitted, because the body may take minutes to arrive while it needs no
 * connection; the pool bounds its wait for one. So is a stream of events, which lasts and needs none.
 */
@Singleton
final class LoadShedder {
    private static final String EVENTS = "/api/events";

    private final AtomicInteger inFlight = new AtomicInteger();
    private final int limit;

    LoadShedder(
            DatabaseSettings database, @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int connections) {
        this.limit = connections + database.waitQueue();
    }

    void admit(RoutingContext request) {
        var path = request.normalizedPath();
        if (!path.startsWith("/api/") || path.equals(EVENTS) || hasBody(request)) {
            request.next();
        } else if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            ProblemWriter.unavailable(
                    request, "More requests wait already than can be served in time; try again shortly.");
        } else {
            request.addEndHandler(ended -> inFlight.decrementAndGet());
            request.next();
        }
    }

    private static boolean hasBody(RoutingContext request) {
        var headers = request.request().headers();
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        && !headers.get(HttpHeaderNames.CONTENT_LENGTH).equals("0");
    }
}
