package co.getanswers.http;

import co.getanswers.platform.Failure.FieldError;
import co.getanswers.platform.database.DatabaseUnavailable;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a problem as the response to a request, also before a resource was reached. */
final class ProblemWriter {
    private ProblemWriter() {}

    static Problem of(RoutingContext request, int status, String detail, @Nullable List<FieldError> errors) {
        return new Problem(
                "about:blank",
                HttpResponseStatus.valueOf(status).reasonPhrase(),
                status,
                detail,
                request.request().path(),
                RequestFilters.requestId(request),
                errors);
    }

    /** Responds with 503 and {@code Retry-After}. */
    static void unavailable(RoutingContext request, String detail) {
        request.response()
                .putHeader(HttpHeaderNames.RETRY_AFTER, String.valueOf(DatabaseUnavailable.RETRY_AFTER_SECONDS));
        write(request, 503, detail);
    }

    /** Responds without reading the rest of the request. */
    static void write(RoutingContext request, int status, String detail) {
        var problem = of(request, status, detail, null);
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .put("instance", problem.instance())
                        .put("requestId", problem.requestId())
                        .encode());
    }
}
