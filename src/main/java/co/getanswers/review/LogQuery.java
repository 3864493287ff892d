package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A query of the log.
 *
 * @param from the earliest time of a proposal, included
 * @param to the latest, excluded
 * @param status absent for all
 */
record LogQuery(Instant from, Instant to, @Nullable ActionStatus status) {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    static LogQuery of(@Nullable String from, @Nullable String to, @Nullable String status) {
        return new LogQuery(
                time("from", from, FIRST),
                time("to", to, LAST),
                EnumValue.parseParameter(ActionStatus.class, "status", status));
    }

    private static Instant time(String name, @Nullable String text, Instant absent) {
        if (text == null) {
            return absent;
        }
        try {
            var time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeException unreadable) {
            // The failure below names the parameter.
        }
        throw new Failure.Invalid(name, "must be a time such as 2026-11-22T08:00:00Z, or a day such as 2026-11-22");
    }
}
