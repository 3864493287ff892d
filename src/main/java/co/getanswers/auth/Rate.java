package co.getanswers.auth;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;

/** So many tries within any stretch of time of that length; written {@code 3/1H} in the configuration. */
public record Rate(int tries, Duration within) {
    public Rate {
        if (tries < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("A rate allows at least one try in some time, such as 3/1H.");
        }
    }

    /** The configuration finds this by its name. */
    public static Rate parse(CharSequence text) {
        var slash = text.toString().indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("A rate is written as tries/duration, such as 3/1H; this is " + text);
        }
        return new Rate(
                Integer.parseInt(text.subSequence(0, slash).toString().strip()),
                DurationConverter.parseDuration(
                        text.subSequence(slash + 1, text.length()).toString().strip()));
    }
}
