package co.getanswers.auth;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;

/** A number of attempts within any period of a length; {@code 3/1H} in the configuration. */
public record Rate(int attempts, Duration within) {
    public Rate {
        if (attempts < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("A rate allows at least one attempt in some time, such as 3/1H.");
        }
    }

    /** Reads the text of a setting; the configuration finds this method by its name. */
    public static Rate parse(CharSequence text) {
        var slash = text.toString().indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("A rate is written as attempts/duration, such as 3/1H; this is " + text);
        }
        return new Rate(
                Integer.parseInt(text.subSequence(0, slash).toString().strip()),
                DurationConverter.parseDuration(
                        text.subSequence(slash + 1, text.length()).toString().strip()));
    }
}
