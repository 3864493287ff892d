package co.getanswers.mailbox.gmail;

import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer of Gmail.
 *
 * @param body empty if it is no JSON object
 */
record GmailAnswer(int status, JsonObject body, Duration retryAfter) {
    private static final int LONGEST_REASON = 300;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Set<String> LIMITS =
            Set.of("rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded", "quotaExceeded");

    static GmailAnswer of(int status, HttpHeaders headers, byte[] body) {
        return new GmailAnswer(
                status,
                parsed(body),
                headers.firstValue("Retry-After")
                        .map(value -> pause(value, sentAt(headers)))
                        .orElse(Duration.ZERO));
    }

    private static JsonObject parsed(byte[] body) {
        try {
            return body.length == 0 ? new JsonObject() : new JsonObject(Buffer.buffer(body));
        } catch (DecodeException | ClassCastException other) {
            return new JsonObject();
        }
    }

    /** The time of the answer by the clock that wrote it; after every other time if it does not say. */
    private static Instant sentAt(HttpHeaders headers) {
        try {
            return headers.firstValue("Date").map(GmailAnswer::date).orElse(Instant.MAX);
        } catch (DateTimeException unreadable) {
            return Instant.MAX;
        }
    }

    private static Instant date(String value) {
        return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    /** Reads seconds or a date (RFC 9110, section 10.2.3), at most an hour; zero if it is neither. */
    static Duration pause(String value, Instant now) {
        Duration asked;
        try {
            asked = value.strip().chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value.strip()))
                    : Duration.between(now, date(value));
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Duration.ZERO;
        }
        var positive = asked.isNegative() ? Duration.ZERO : asked;
        return positive.compareTo(LONGEST_PAUSE) < 0 ? positive : LONGEST_PAUSE;
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The failure of a call to Gmail's interface. */
    GmailFailure failure() {
        var reason = reason();
        if (status == 429 || status == 403 && LIMITS.contains(reason)) {
            return new GmailFailure(
                    Kind.BUSY, "Gmail asks to wait: too much was asked in a short time.", retryAfter, null);
        }
        return switch (status) {
            case 401 -> new GmailFailure(Kind.TOKEN_EXPIRED, "Gmail no longer accepts this service's token.");
            case 404 -> new GmailFailure(Kind.ABSENT, "Gmail has this no more.");
            default ->
                status / 100 == 4
                        ? new GmailFailure(Kind.REFUSED, "Gmail refuses: " + said())
                        : new GmailFailure(Kind.UNREACHABLE, "Gmail has a problem (" + status + ").", retryAfter, null);
        };
    }

    /** The failure of a call for tokens (RFC 6749, section 5.2). */
    GmailFailure tokenFailure() {
        if ("invalid_grant".equals(body.getValue("error"))) {
            return new GmailFailure(
                    Kind.PERMISSION_LOST,
                    "Google no longer lets this service into the mailbox: the permission was withdrawn, or has expired."
                            + " Connect Gmail again.");
        }
        if (status == 429) {
            return failure();
        }
        return status / 100 == 4
                ? new GmailFailure(
                        Kind.REFUSED,
                        "Google refuses this service's client (" + clean(String.valueOf(body.getValue("error")))
                                + "): its operator has to look at the settings of Gmail.")
                : new GmailFailure(Kind.UNREACHABLE, "Google has a problem (" + status + ").", retryAfter, null);
    }

    private @Nullable String reason() {
        return body.getValue("error") instanceof JsonObject error
                        && error.getValue("errors") instanceof JsonArray errors
                        && !errors.isEmpty()
                        && errors.getValue(0) instanceof JsonObject first
                        && first.getValue("reason") instanceof String reason
                ? reason
                : null;
    }

    private String said() {
        return body.getValue("error") instanceof JsonObject error && error.getValue("message") instanceof String said
                ? clean(said)
                : String.valueOf(status);
    }

    private static String clean(String text) {
        var line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
    }
}
