package co.getanswers.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the tags of the metrics of requests: their methods and paths are the client's to choose, and each new value would
 * be another series for as long as the process lives.
 */
@Singleton
public class BoundedRequestTags implements HttpServerMetricsTagsContributor {
    private static final String METHOD = "method";
    private static final String URI = "uri";
    private static final String OTHER = "OTHER";
    private static final String UNMATCHED = "UNMATCHED";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** The paths of the framework that serve no resource. */
    private static final Set<String> FIXED =
            Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/openapi");

    /** The local of a request's context that holds the template of the resource that it reached. */
    private static final String TEMPLATE = "UrlPathTemplate";

    @Override
    public Tags contribute(Context context) {
        var request = context.request();
        String template = context.requestContextLocalData(TEMPLATE);
        return Tags.of(METHOD, method(request.method().name()), URI, uri(template, request.path()));
    }

    static String method(String name) {
        return METHODS.contains(name) ? name : OTHER;
    }

    /** @param template absent if the request reached no resource */
    private static String uri(@Nullable String template, String path) {
        if (template == null) {
            return FIXED.contains(path) ? path : UNMATCHED;
        }
        return template.isEmpty() || template.equals("/") ? "root" : withSlash(template);
    }

    private static String withSlash(String template) {
        var path = template.startsWith("/") ? template : "/" + template;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Bounds the requests whose client went away before the response: nothing is contributed to them. */
    @Produces
    @Singleton
    MeterFilter resets() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals("http.server.requests") && "RESET".equals(id.getTag("status"))
                        ? id.withTags(List.of(
                                Tag.of(METHOD, method(String.valueOf(id.getTag(METHOD)))), Tag.of(URI, UNMATCHED)))
                        : id;
            }
        };
    }
}
