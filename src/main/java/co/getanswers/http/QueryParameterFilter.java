package co.getanswers.http;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation does not have, and empty ones: a filter with a slip in its name, or of a client
 * that lost its value, would show everything.
 */
public class QueryParameterFilter {
    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    /** Called by the framework for each request that reaches an operation. */
    @ServerRequestFilter
    public void refuseUnknown(ResourceInfo operation, UriInfo uri) {
        var given = uri.getQueryParameters();
        if (given.isEmpty() || !uri.getPath().startsWith("/api/")) {
            return;
        }
        var names = known.computeIfAbsent(operation.getResourceMethod(), QueryParameterFilter::names);
        var errors = given.entrySet().stream()
                .filter(parameter -> !names.contains(parameter.getKey())
                        || parameter.getValue().contains(""))
                .map(parameter -> new FieldError(
                        parameter.getKey(), names.contains(parameter.getKey()) ? "must not be empty" : unknown(names)))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        if (!errors.isEmpty()) {
            throw new Failure.Invalid(errors);
        }
    }

    private static String unknown(Set<String> names) {
        return names.isEmpty()
                ? "is unknown: the operation has no query parameters"
                : "is unknown; the query parameters of the operation are " + String.join(", ", names);
    }

    private static Set<String> names(Method method) {
        return Arrays.stream(method.getParameterAnnotations())
                .flatMap(Stream::of)
                .filter(QueryParam.class::isInstance)
                .map(parameter -> ((QueryParam) parameter).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
