package co.getanswers.mailbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The progress of comparing waiting cards with the inbox, from the newest card on; then it begins anew. */
final class InboxCheck {
    /** The id after every other one. */
    private static final UUID END = new UUID(-1, -1);

    private UUID before = END;
    private @Nullable ServerFolder begunWith;
    private @Nullable ServerFolder doneWith;

    /** @param tells whether the state of the folder changes with every mark and every message that goes */
    boolean isDue(ServerFolder inbox, boolean tells) {
        return !tells || isUnderWay() || !inbox.equals(doneWith);
    }

    /** The card before which others are compared next. */
    UUID begin(ServerFolder inbox) {
        if (!isUnderWay()) {
            begunWith = inbox;
        }
        return before;
    }

    /** @param last the last card that was compared; absent if there are no more */
    void reached(@Nullable UUID last) {
        if (last == null) {
            before = END;
            doneWith = begunWith;
        } else {
            before = last;
        }
    }

    boolean isUnderWay() {
        return !before.equals(END);
    }
}
