package co.getanswers.action;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which a person settles a card in another mail program; the card is rejected, with the reason. */
public enum SettledElsewhere {
    ANSWERED("You answered this in another mail program."),
    MARKED_ANSWERED("This was marked as answered in another mail program."),
    MOVED("This was archived, moved or deleted in another mail program.");

    private final String reason;

    SettledElsewhere(String reason) {
        this.reason = reason;
    }

    /** The reason in {@code agent_actions.override_reason}, for the person. */
    public String reason() {
        return reason;
    }

    public static Optional<SettledElsewhere> of(@Nullable String reason) {
        return Arrays.stream(values()).filter(one -> one.reason.equals(reason)).findFirst();
    }
}
