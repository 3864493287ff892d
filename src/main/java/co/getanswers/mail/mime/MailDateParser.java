package co.getanswers.mail.mime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Determines when a message was sent. It accepts the dates that mail programs write: with two-digit years, zone names,
 * comments, missing seconds or weekdays in another language.
 */
final class MailDateParser {
    private static final Pattern DATE =
            Pattern.compile("(?<day>\\d{1,2})[ \\t-]+(?<month>[A-Za-z]{3})[A-Za-z]*\\.?[ \\t,-]+"
                    + "(?<year>\\d{2,4})[ \\t,]+(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2}))?(?:\\.\\d+)?"
                    + "[ \\t]*(?<zone>[+-]\\d{1,2}:?\\d{2}|[A-Za-z]{1,5})?");

    /** C's asctime: {@code Mon May  2 16:07:05 2005}. */
    private static final Pattern ASCTIME =
            Pattern.compile("(?<month>[A-Za-z]{3})[ \\t]+(?<day>\\d{1,2})[ \\t]+(?<hour>\\d{1,2}):(?<minute>\\d{2})"
                    + "(?::(?<second>\\d{2}))?[ \\t]+(?<year>\\d{4})[ \\t]*(?<zone>[+-]\\d{4})?");

    /** ISO 8601 and RFC 3339, with a space for the T as well; a date alone is the beginning of the day. */
    private static final Pattern ISO = Pattern.compile("(?<!\\d)(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})"
            + "(?:(?:[ \\t]*[Tt][ \\t]*|[ \\t,]+)(?<hour>\\d{2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d+)?)?"
            + "[ \\t]*(?<zone>[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z]{1,5})?)?(?!\\d)");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Hours from UTC (RFC 5322, section 4.3); other names mean nothing and count as UTC. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("CET", 1),
            Map.entry("MET", 1),
            Map.entry("CEST", 2),
            Map.entry("JST", 9));

    /** The largest error of a sender's clock; a date further in the future is no date. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(2);

    private static final int RECEIVED_FIELDS = 100;

    private MailDateParser() {}

    /**
     * The time of Date, else of the newest Received field. A date before 1970, or more than two days after
     * {@code receivedAt}, counts as none.
     */
    static Optional<Instant> sentAt(HeaderFields header, Instant receivedAt) {
        var latest = receivedAt.plus(CLOCK_SKEW);
        return header.all("date").stream()
                .map(MailDateParser::parse)
                .flatMap(Optional::stream)
                .filter(date -> isSane(date, latest))
                .findFirst()
                .or(() -> header.all("received").stream()
                        .limit(RECEIVED_FIELDS)
                        .map(received -> parse(received.substring(received.lastIndexOf(';') + 1)))
                        .flatMap(Optional::stream)
                        .filter(date -> isSane(date, latest))
                        .max(Instant::compareTo));
    }

    static Optional<Instant> parse(String body) {
        for (var shape : List.of(DATE, ASCTIME, ISO)) {
            var date = shape.matcher(body);
            if (date.find()) {
                try {
                    var local = LocalDateTime.of(
                            year(date.group("year")),
                            month(date.group("month")),
                            number(date.group("day")),
                            number(date.group("hour")),
                            number(date.group("minute")),
                            // A leap second counts as the second before.
                            Math.min(59, number(date.group("second"))));
                    return Optional.of(local.toInstant(zone(date.group("zone"))));
                } catch (DateTimeException noSuchDay) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int month(String month) {
        return Character.isDigit(month.charAt(0))
                ? Integer.parseInt(month)
                : MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) + 1;
    }

    private static boolean isSane(Instant date, Instant latest) {
        return !date.isBefore(Instant.EPOCH) && !date.isAfter(latest);
    }

    /** Completes years of two and three digits (RFC 5322, section 4.3). */
    private static int year(String digits) {
        var year = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    private static ZoneOffset zone(@Nullable String zone) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        if (Character.isLetter(zone.charAt(0))) {
            return ZoneOffset.ofHours(ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
        }
        var digits = zone.substring(1).replace(":", "");
        var minutes = digits.length() <= 2
                ? Integer.parseInt(digits) * 60
                : Integer.parseInt(digits.substring(0, digits.length() - 2)) * 60
                        + Integer.parseInt(digits.substring(digits.length() - 2));
        return ZoneOffset.ofTotalSeconds((zone.charAt(0) == '-' ? -60 : 60) * minutes);
    }
}
