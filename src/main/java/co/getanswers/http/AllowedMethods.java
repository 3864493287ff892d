package co.getanswers.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The methods that each path takes, as its resources declare them: the framework knows only those of a whole class. */
@Singleton
class AllowedMethods {
    /** @param literals the segments that are no parameters: a path is that of the operation with the most */
    private record Operation(Pattern path, long literals, String method) {}

    private final List<Operation> operations;

    AllowedMethods(BeanManager beans) {
        operations = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getMethods()).flatMap(method -> operations(type, method)))
                .toList();
    }

    /** The methods of a path in the order of the alphabet; empty if there is no such path. */
    Set<String> at(String path) {
        var matching = operations.stream()
                .filter(operation -> operation.path.matcher(path).matches())
                .toList();
        var literals = matching.stream().mapToLong(Operation::literals).max().orElse(0);
        var methods = matching.stream()
                .filter(operation -> operation.literals == literals)
                .map(Operation::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return methods;
    }

    private static Stream<Operation> operations(Class<?> type, Method method) {
        var segments = segments(type.getAnnotation(Path.class), method.getAnnotation(Path.class));
        var path = Pattern.compile(segments.stream()
                        .map(segment -> isParameter(segment) ? "/[^/]+" : "/" + Pattern.quote(segment))
                        .collect(Collectors.joining())
                + "/?");
        var literals =
                segments.stream().filter(segment -> !isParameter(segment)).count();
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(http -> new Operation(path, literals, http.value()));
    }

    private static List<String> segments(Path type, @Nullable Path method) {
        return Stream.of(type.value(), method == null ? "" : method.value())
                .flatMap(path -> Arrays.stream(path.split("/")))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
