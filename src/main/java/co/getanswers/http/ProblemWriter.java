package co.getanswers.http;

import co.getanswers.platform.Failure.FieldError;
import co.getanswers.platform.database.DatabaseUnavailable;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Writes a problem about a request, also where no resource has been reached yet. */
final class ProblemWriter {
    private ProblemWriter() {}

    static Problem of(RoutingContext request, int status, String detail, List<FieldError> errors) {
        return new Problem(
                "about:blank",
                HttpResponseStatus.valueOf(status).reasonPhrase(),
                status,
                detail,
                request.request().path(),
                RequestFilters.requestId(request),
                errors);
    }

    /** Answers 503, and says when to come again. */
    static void unavailable(RoutingContext request, String detail) {
        request.response()
                .putHeader(HttpHeaderNames.RETRY_AFTER, String.valueOf(DatabaseUnavailable.RETRY_AFTER_SECONDS));
        answer(request, 503, detail);
    }

    /** Answers at once, and reads no more of the request than came already. */
    static void answer(RoutingContext request, int status, String detail) {
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
