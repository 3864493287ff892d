package co.getanswers;

import static org.instancio.Instancio.gen;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A statement about every value of a kind, tried with given values first and with generated ones after them. A value for which it
 * fails is reduced before it is reported: its lists and texts, and those of a record, lose what the failure doesn't need. The
 * seed that Instancio's extension prints generates the same values again: {@code @Seed(…)} on the test.
 */
public final class Property<T> {
    private static final List<String> TEXTS =
            List.of("", " ", "\n", "\0", "a", "\u00A0", "\u0130", "\u0301", "\uFEFF", "\uFFFF", "\uD83D", "\uDE00");

    private final List<T> given;
    private final Supplier<T> generated;

    private Property(List<T> given, Supplier<T> generated) {
        this.given = given;
        this.generated = generated;
    }

    public static <T> Property<T> forAll(Supplier<T> generated) {
        return new Property<>(List.of(), generated);
    }

    /** Tries these values first: edges, which chance may miss. */
    public Property<T> including(List<T> edges) {
        return new Property<>(edges, generated);
    }

    public void holds(int tries, Consumer<? super T> statement) {
        Stream.concat(given.stream(), Stream.generate(generated).limit(tries))
                .forEach(value -> failure(statement, value).ifPresent(failure -> report(statement, value, failure)));
    }

    /** A text of any characters and up to 255 code points, one of ten an odd one. */
    public static String text() {
        return gen().ints().range(1, 10).get() == 1
                ? gen().oneOf(TEXTS).get()
                : gen().string().unicode().allowEmpty().length(0, 255).get();
    }

    /** At least {@code min} and at most {@code max} elements; half of the lists that may be long are short. */
    public static <E> List<E> list(int min, int max, Supplier<E> element) {
        var most = gen().booleans().get() ? Math.min(max, min + 10) : max;
        return Stream.generate(element)
                .limit(gen().ints().range(min, most).get())
                .toList();
    }

    private static <T> Optional<Throwable> failure(Consumer<? super T> statement, T value) {
        try {
            statement.accept(value);
            return Optional.empty();
        } catch (Throwable failure) {
            return Optional.of(failure);
        }
    }

    private static <T> void report(Consumer<? super T> statement, T value, Throwable failure) {
        for (var smaller : smaller(value)) {
            var again = failure(statement, smaller);
            if (again.isPresent() && again.get().getClass() == failure.getClass()) {
                report(statement, smaller, again.get());
            }
        }
        throw new AssertionError("Fails for " + value + ": " + failure.getMessage(), failure);
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> smaller(T value) {
        if (value instanceof List<?> list) {
            return (List<T>) without(list).toList();
        }
        if (value instanceof String text) {
            return (List<T>) without(text.chars().mapToObj(c -> (char) c).toList())
                    .map(rest -> rest.stream().map(String::valueOf).collect(Collectors.joining()))
                    .toList();
        }
        if (value instanceof Record) {
            var components = value.getClass().getRecordComponents();
            var parts = Arrays.stream(components).map(part -> read(part, value)).toList();
            return (List<T>) IntStream.range(0, components.length)
                    .filter(i -> !(parts.get(i) instanceof Record))
                    .boxed()
                    .flatMap(i -> smaller(parts.get(i)).stream().map(part -> make(value.getClass(), parts, i, part)))
                    .toList();
        }
        return List.of();
    }

    /** The list without all, then without each half, quarter and so on down to each element. */
    private static <E> Stream<List<E>> without(List<E> list) {
        return Stream.iterate(list.size(), size -> size > 0, size -> size / 2)
                .flatMap(size -> IntStream.iterate(0, from -> from < list.size(), from -> from + size)
                        .mapToObj(from -> {
                            var rest = new ArrayList<>(list);
                            rest.subList(from, Math.min(from + size, list.size()))
                                    .clear();
                            return rest;
                        }));
    }

    private static Object read(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Object make(Class<?> type, List<Object> parts, int changed, Object part) {
        try {
            var arguments = new ArrayList<>(parts);
            arguments.set(changed, part);
            var types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType);
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
