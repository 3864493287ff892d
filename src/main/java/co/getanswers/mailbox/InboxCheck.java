package co.getanswers.mailbox;

import org.jspecify.annotations.Nullable;

/** The progress of comparing waiting cards with the inbox, from the newest message on; then it begins anew. */
final class InboxCheck {
    private long below = Long.MAX_VALUE;
    private @Nullable ServerFolder begunWith;
    private @Nullable ServerFolder doneWith;

    /** @param tells whether the state of the folder changes with every mark and every message that goes */
    boolean isDue(ServerFolder inbox, boolean tells) {
        return !tells || isUnderWay() || !inbox.equals(doneWith);
    }

    /** The UID below which the messages are compared next. */
    long begin(ServerFolder inbox) {
        if (!isUnderWay()) {
            begunWith = inbox;
        }
        return below;
    }

    void reached(long uid) {
        below = uid;
    }

    void done() {
        below = Long.MAX_VALUE;
        doneWith = begunWith;
    }

    boolean isUnderWay() {
        return below != Long.MAX_VALUE;
    }
}
