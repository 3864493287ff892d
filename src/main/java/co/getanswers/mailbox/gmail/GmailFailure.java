package co.getanswers.mailbox.gmail;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gmail did not do what was asked; the message is for the person. */
public final class GmailFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** The reasons that callers tell apart. */
    public enum Kind {
        /** The permission was withdrawn or has expired: only the person can give it again. */
        PERMISSION_LOST,
        /** The access token has expired. */
        TOKEN_EXPIRED,
        /** Too much was asked in a short time. */
        BUSY,
        /** There is no such thing at Gmail. */
        ABSENT,
        /** Gmail will not do it, however often it is asked. */
        REFUSED,
        /** The answer is longer than its limit. */
        TOO_LARGE,
        /** No answer came, or none that says whether it was done. */
        UNREACHABLE
    }

    private final Kind kind;
    private final Duration retryAfter;

    GmailFailure(Kind kind, String message) {
        this(kind, message, Duration.ZERO, null);
    }

    GmailFailure(Kind kind, String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** The pause that Gmail asks for; zero if it names none. */
    public Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
