package co.getanswers.http;

import co.getanswers.platform.database.DatabaseSettings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses at the door what would only wait for the database: to let it in first costs so much that under twice the load
 * nobody would be served. What has a body is let in, because it may take minutes to arrive and wait for nothing meanwhile;
 * how long that waits for a connection is bounded by the pool.
 */
@Singleton
final class LoadShedder {
    private final AtomicInteger underWay = new AtomicInteger();
    private final int atOnce;

    LoadShedder(
            DatabaseSettings database, @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int connections) {
        this.atOnce = connections + database.waitQueue();
    }

    void admit(RoutingContext request) {
        if (!request.normalizedPath().startsWith("/api/") || hasBody(request)) {
            request.next();
        } else if (underWay.incrementAndGet() > atOnce) {
            underWay.decrementAndGet();
            ProblemWriter.unavailable(
                    request, "More requests wait already than can be served in time; try again shortly.");
        } else {
            request.addEndHandler(ended -> underWay.decrementAndGet());
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
