package co.getanswers.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a condition can look at. */
enum Field {
    SENDER_EMAIL("sender.email"),
    SENDER_DOMAIN("sender.domain"),
    SENDER_NAME("sender.name"),
    SUBJECT("subject"),
    BODY("body"),
    CATEGORY("category"),
    /** Messages of the conversation, the new one included. */
    THREAD_LENGTH("thread.length", 0, 1_000_000),
    HOUR("hour", 0, 23),
    /** As ISO 8601 numbers them: 1 is Monday, 7 is Sunday. */
    WEEKDAY("weekday", 1, 7);

    static final String KNOWN = Arrays.stream(values()).map(Field::value).collect(Collectors.joining(", "));

    private final String value;
    private final boolean numeric;
    final int least;
    final int most;

    Field(String value) {
        this.value = value;
        this.numeric = false;
        this.least = 0;
        this.most = 0;
    }

    Field(String value, int least, int most) {
        this.value = value;
        this.numeric = true;
        this.least = least;
        this.most = most;
    }

    String value() {
        return value;
    }

    boolean numeric() {
        return numeric;
    }

    static Optional<Field> of(String value) {
        return Arrays.stream(values())
                .filter(field -> field.value.equals(value))
                .findFirst();
    }
}
