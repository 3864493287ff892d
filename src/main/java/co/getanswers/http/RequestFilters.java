package co.getanswers.http;

import co.getanswers.platform.Role;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.SchemaStatus;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** The filters that every request passes before it reaches a resource. */
@ApplicationScoped
public class RequestFilters {
    private static final String REQUEST_ID_HEADER = "X-Request-ID";
    private static final String REQUEST_ID = "requestId";
    private static final Pattern VALID_REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final SchemaStatus schema;
    private final Roles roles;
    private final BodyLimitFilter bodyLimits;
    private final LoadShedder loadShedder;
    private volatile boolean stopping;

    RequestFilters(SchemaStatus schema, Roles roles, BodyLimitFilter bodyLimits, LoadShedder loadShedder) {
        this.schema = schema;
        this.roles = roles;
        this.bodyLimits = bodyLimits;
        this.loadShedder = loadShedder;
    }

    static String requestId(RoutingContext request) {
        return request.get(REQUEST_ID);
    }

    void register(@Observes Filters filters) {
        filters.register(RequestFilters::assignRequestId, 1000);
        filters.register(this::closeWhileStopping, 950);
        filters.register(RequestFilters::addSecurityHeaders, 900);
        filters.register(RequestFilters::refuseUndecodableUri, 800);
        filters.register(AcceptFilter::filter, 750);
        filters.register(bodyLimits::filter, 700);
        filters.register(this::refuseUnlessServing, 650);
        filters.register(this::refuseUntilSchemaIsReady, 600);
        filters.register(loadShedder::admit, 550);
    }

    void stop(@Observes ShutdownDelayInitiatedEvent delay) {
        stopping = true;
    }

    /** Tells the client of each kept connection to open another, while every request is still served. */
    private void closeWhileStopping(RoutingContext request) {
        if (stopping) {
            request.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        request.next();
    }

    private static void assignRequestId(RoutingContext request) {
        var given = request.request().getHeader(REQUEST_ID_HEADER);
        var id = given != null && VALID_REQUEST_ID.matcher(given).matches() ? given : randomId();
        request.put(REQUEST_ID, id);
        MDC.put(REQUEST_ID, id);
        request.response().putHeader(REQUEST_ID_HEADER, id);
        request.next();
    }

    /** A random id that needs no secrecy; a secure source would be shared by all requests, and contended. */
    private static String randomId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static void addSecurityHeaders(RoutingContext request) {
        var headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "no-referrer")
                .set("Strict-Transport-Security", "max-age=31536000");
        if (!request.normalizedPath().startsWith("/q/")) {
            headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                    .set("Cache-Control", "no-store");
        }
        request.next();
    }

    /** Refuses NUL characters, which PostgreSQL's text can't hold, before they become a failed statement. */
    private static void refuseUndecodableUri(RoutingContext request) {
        var uri = request.request().uri();
        if (uri.contains("%00") || uri.indexOf('\0') >= 0) {
            ProblemWriter.write(request, 400, "The path or query holds a NUL character.");
            return;
        }
        try {
            for (var parameter : request.queryParams()) {
                if (parameter.getValue().indexOf('\uFFFD') >= 0) {
                    ProblemWriter.write(request, 400, "The query is not UTF-8.");
                    return;
                }
            }
        } catch (RuntimeException undecodable) {
            ProblemWriter.write(request, 400, "The query can't be decoded.");
            return;
        }
        request.next();
    }

    /** Restricts the other roles to health checks and metrics. */
    private void refuseUnlessServing(RoutingContext request) {
        if (roles.has(Role.SERVE) || request.normalizedPath().startsWith("/q/")) {
            request.next();
        } else {
            ProblemWriter.write(request, 404, "This process serves no requests of clients.");
        }
    }

    private void refuseUntilSchemaIsReady(RoutingContext request) {
        if (schema.isReady() || !request.normalizedPath().startsWith("/api/")) {
            request.next();
            return;
        }
        ProblemWriter.unavailable(request, "The service is starting: its database is not ready yet.");
    }
}
