package co.getanswers.http;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation does not have, blank and repeated ones, and truth values that are neither true
 * nor false: a filter with a slip in its name, or of a client that lost its value, would show everything.
 */
public class QueryParameterFilter {
    private static final Set<String> TRUTH_VALUES = Set.of("true", "false");

    private final Map<Method, Map<String, Class<?>>> known = new ConcurrentHashMap<>();

    /** Called by the framework for each request that reaches an operation. */
    @ServerRequestFilter
    public void refuseUnknown(ResourceInfo operation, UriInfo uri) {
        var given = uri.getQueryParameters();
        if (given.isEmpty() || !uri.getPath().startsWith("/api/")) {
            return;
        }
        var types = known.computeIfAbsent(operation.getResourceMethod(), QueryParameterFilter::types);
        var errors = given.entrySet().stream()
                .flatMap(parameter -> fault(types, parameter.getKey(), parameter.getValue())
                        .map(fault -> new FieldError(parameter.getKey(), fault))
                        .stream())
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        if (!errors.isEmpty()) {
            throw new Failure.Invalid(errors);
        }
    }

    private static Optional<String> fault(Map<String, Class<?>> types, String name, List<String> values) {
        var type = types.get(name);
        if (type == null) {
            return Optional.of(unknown(types.keySet()));
        }
        if (values.stream().anyMatch(String::isBlank)) {
            return Optional.of("must not be blank");
        }
        if (values.size() > 1) {
            return Optional.of("must be given once");
        }
        return type == Boolean.class && !TRUTH_VALUES.contains(values.get(0))
                ? Optional.of("must be true or false")
                : Optional.empty();
    }

    private static String unknown(Set<String> names) {
        return names.isEmpty()
                ? "is unknown: the operation has no query parameters"
                : "is unknown; the query parameters of the operation are " + String.join(", ", names);
    }

    /** The types of the parameters by name; every one takes a single value. */
    private static Map<String, Class<?>> types(Method method) {
        var types = new TreeMap<String, Class<?>>();
        for (var parameter : method.getParameters()) {
            var query = parameter.getAnnotation(QueryParam.class);
            if (query != null) {
                types.put(query.value(), parameter.getType());
            }
        }
        return types;
    }
}
