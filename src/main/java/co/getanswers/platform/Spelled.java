package co.getanswers.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Enums by the spelling that the tables and the REST interface share: the constant's name in lower case. */
public final class Spelled {
    /** By type, each constant's under its ordinal: made once, for a page of cards holds hundreds. */
    private static final ClassValue<String[]> SPELLINGS = new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
        }
    };

    /** The way back. */
    private static final ClassValue<Map<String, Enum<?>>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> (Enum<?>) constant)
                    .collect(Collectors.toMap(Spelled::spell, constant -> constant));
        }
    };

    private Spelled() {}

    /**
     * What a column holds; null for null.
     *
     * @throws IllegalArgumentException where no constant is spelled like that
     */
    public static <E extends Enum<E>> E stored(Class<E> type, String spelling) {
        if (spelling == null) {
            return null;
        }
        var constant = CONSTANTS.get(type).get(spelling);
        if (constant == null) {
            throw new IllegalArgumentException(spelling + " is none of " + all(type) + ".");
        }
        return type.cast(constant);
    }

    /**
     * What a query parameter says; null where it is absent.
     *
     * @throws Failure.Invalid where no constant is spelled like that
     */
    public static <E extends Enum<E>> E parameter(Class<E> type, String name, String spelling) {
        if (spelling == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> spell(constant).equals(spelling))
                .findFirst()
                .orElseThrow(() -> new Failure.Invalid(name, "must be one of " + all(type)));
    }

    public static String spell(Enum<?> constant) {
        return SPELLINGS.get(constant.getDeclaringClass())[constant.ordinal()];
    }

    /** Every spelling of the type, as a person reads a list. */
    public static String all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Spelled::spell).collect(Collectors.joining(", "));
    }
}
