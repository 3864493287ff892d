package co.getanswers.policy;

import java.util.function.Function;
import java.util.function.ToIntFunction;

/** A field of a message that a condition compares, and the way to read it. */
interface Field extends Keyword {
    enum Text implements Field {
        SENDER_EMAIL("sender.email", Facts::senderEmail),
        SENDER_DOMAIN("sender.domain", Facts::senderDomain),
        SENDER_NAME("sender.name", Facts::senderName),
        SUBJECT("subject", Facts::subject),
        BODY("body", Facts::body),
        CATEGORY(
                "category",
                facts -> facts.category() == null ? "" : facts.category().value());

        private final String value;
        private final Function<Facts, String> reader;

        Text(String value, Function<Facts, String> reader) {
            this.value = value;
            this.reader = reader;
        }

        @Override
        public String value() {
            return value;
        }

        String of(Facts facts) {
            return reader.apply(facts);
        }
    }

    enum Number implements Field {
        THREAD_LENGTH("thread.length", 0, 1_000_000, Facts::threadLength),
        HOUR("hour", 0, 23, Facts::hour),
        WEEKDAY(
                "weekday",
                1,
                7,
                facts -> facts.weekday() == null ? 0 : facts.weekday().getValue());

        final int least;
        final int most;
        private final String value;
        private final ToIntFunction<Facts> reader;

        Number(String value, int least, int most, ToIntFunction<Facts> reader) {
            this.value = value;
            this.least = least;
            this.most = most;
            this.reader = reader;
        }

        @Override
        public String value() {
            return value;
        }

        int of(Facts facts) {
            return reader.applyAsInt(facts);
        }
    }
}
