package co.getanswers.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A word of the rule language. */
interface Keyword {
    String value();

    static <E extends Enum<E> & Keyword> Optional<E> find(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(keyword -> keyword.value().equals(value))
                .findFirst();
    }

    /** Lists words for people, each once. */
    static String list(Keyword[]... words) {
        return Arrays.stream(words)
                .flatMap(Arrays::stream)
                .map(Keyword::value)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
