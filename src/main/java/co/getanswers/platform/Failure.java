package co.getanswers.platform;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A failure that the request caused, which becomes a problem (RFC 9457) in {@code http.ExceptionMappers}. The message is
 * shown to the user: it says what is wrong and, unless that is obvious, what to do.
 */
public abstract class Failure extends RuntimeException {
    private final int status;

    protected Failure(int status, String message) {
        // No stack trace: the failure is expected.
        super(message, null, false, false);
        this.status = status;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The HTTP status of the response. */
    public int status() {
        return status;
    }

    /** The request can't be read: 400. */
    public static class Unreadable extends Failure {
        public Unreadable(String message) {
            super(400, message);
        }
    }

    /** No valid credentials: 401, with one message for every cause. */
    public static class Unauthenticated extends Failure {
        public Unauthenticated(String message) {
            super(401, message);
        }
    }

    /** The sign-in is valid, and too long ago for what is asked: 401 (RFC 9470). */
    public static class StaleSignIn extends Unauthenticated {
        private final Duration maxAge;

        public StaleSignIn(String message, Duration maxAge) {
            super(message);
            this.maxAge = maxAge;
        }

        public Duration maxAge() {
            return maxAge;
        }
    }

    /** There is no such thing, or it is another user's: 404. */
    public static class NotFound extends Failure {
        public NotFound(String what) {
            super(404, "There is no such " + what + ".");
        }
    }

    /** There is nothing here, for a reason that is no secret to the owner: 404. */
    public static class Missing extends Failure {
        public Missing(String reason) {
            super(404, reason);
        }
    }

    /** It was here, and is kept no longer: 410. */
    public static class Gone extends Failure {
        public Gone(String message) {
            super(410, message);
        }
    }

    /** The state forbids it: 409; the message says what the state is. */
    public static class Conflict extends Failure {
        public Conflict(String message) {
            super(409, message);
        }
    }

    /** A condition of the request no longer holds: 412. */
    public static class Changed extends Failure {
        public Changed(String message) {
            super(412, message);
        }
    }

    /** The body is larger than its limit: 413. */
    public static class TooLarge extends Failure {
        public TooLarge(String message) {
            super(413, message);
        }
    }

    /** The request is readable but not valid: 422. */
    public static class Invalid extends Failure {
        private final List<FieldError> errors;

        public Invalid(String field, String message) {
            this(List.of(new FieldError(field, message)));
        }

        public Invalid(List<FieldError> errors) {
            super(422, "The request is not valid.");
            this.errors = List.copyOf(errors);
        }

        public List<FieldError> errors() {
            return errors;
        }
    }

    /** The body took too long to arrive: 408. */
    public static class TimedOut extends Failure {
        public TimedOut(String message) {
            super(408, message);
        }
    }

    /** The service can't do it now: 503. */
    public static class Unavailable extends Failure {
        private final Duration retryAfter;

        public Unavailable(String message, Duration retryAfter) {
            super(503, message);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** There were too many attempts: 429. */
    public static class RateLimited extends Failure {
        private final Duration retryAfter;

        public RateLimited(String message, Duration retryAfter) {
            super(429, message);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** @param field the path in the request, such as {@code rules.when.all[0].op} */
    public record FieldError(String field, String message) {}
}
