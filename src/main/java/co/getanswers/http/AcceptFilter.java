package co.getanswers.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;

/**
 * Reads an Accept header that names problems alone as one that accepts anything: generated clients send it where the
 * success of an operation has no JSON, and they do read that success.
 */
final class AcceptFilter {
    private AcceptFilter() {}

    static void filter(RoutingContext request) {
        var headers = request.request().headers();
        if (acceptsProblemsAlone(headers.getAll(HttpHeaderNames.ACCEPT))) {
            headers.remove(HttpHeaderNames.ACCEPT);
        }
        request.next();
    }

    static boolean acceptsProblemsAlone(List<String> accept) {
        var problems = false;
        for (var header : accept) {
            if (!Arrays.stream(header.split(",")).allMatch(AcceptFilter::isProblem)) {
                return false;
            }
            problems = true;
        }
        return problems;
    }

    private static boolean isProblem(String range) {
        return range.split(";", 2)[0].strip().equalsIgnoreCase(Problem.MEDIA_TYPE);
    }
}
