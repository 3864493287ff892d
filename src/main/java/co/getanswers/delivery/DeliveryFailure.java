package co.getanswers.delivery;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reply was not sent, or may or may not have been; the message is for the person. */
public final class DeliveryFailure extends Exception {
    private static final long serialVersionUID = 1;

    public enum Kind {
        /** Not sent, for a reason that may pass. */
        TEMPORARY,
        /** Not sent, because the server refuses this service, whatever the mail: a wrong password, or no encryption. */
        REFUSED_SERVICE,
        /** Not sent, for a reason that stays. */
        PERMANENT,
        /** Handed over, without an answer. */
        UNCERTAIN
    }

    private final Kind kind;
    private final Duration pause;

    public DeliveryFailure(Kind kind, String message, Throwable cause) {
        this(kind, message, cause, Duration.ZERO);
    }

    public DeliveryFailure(Kind kind, String message, @Nullable Throwable cause, Duration pause) {
        super(message, cause);
        this.kind = kind;
        this.pause = pause;
    }

    /** The time before which another attempt is of no use; zero if there is none. */
    public Duration pause() {
        return pause;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }
}
