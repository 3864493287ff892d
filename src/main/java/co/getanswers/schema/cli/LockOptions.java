package co.getanswers.schema.cli;

import co.getanswers.schema.LockPolicy;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options for waiting for table locks. */
final class LockOptions {
    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long a revision waits for a table lock before it lets others pass and tries again, such"
                    + " as 500ms, 5s or 1m; 0 waits without limit. Concurrent index builds are exempt. Default:"
                    + " ${DEFAULT-VALUE}.")
    Duration timeout;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many times it is tried again, with growing pauses. Default: ${DEFAULT-VALUE}.")
    int retries;

    LockPolicy policy() {
        return new LockPolicy(timeout, Math.max(0, retries));
    }

    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            var time = text.strip().toLowerCase(Locale.ROOT);
            if (!time.matches("\\d{1,9}(ms|s|m)?")) {
                throw new TypeConversionException("'" + text + "' is not a duration: write it as 500ms, 5s or 1m");
            }
            var number = Long.parseLong(time.replaceAll("\\D", ""));
            return time.endsWith("ms")
                    ? Duration.ofMillis(number)
                    : time.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        }
    }
}
