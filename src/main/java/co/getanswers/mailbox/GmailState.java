package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * The point up to which a mailbox at Gmail was read.
 *
 * @param historyId all changes up to it are here
 */
record GmailState(String historyId, Listing inbox, Listing sent) {
    /** The labels whose messages are read. */
    enum Label {
        INBOX,
        SENT
    }

    /**
     * The progress of listing the messages of a label, from the newest on.
     *
     * @param page the next page; absent at the beginning
     */
    record Listing(@Nullable String page, boolean complete) {
        static final Listing NONE = new Listing(null, false);
    }

    /** Nothing was listed: everything there is now is earlier mail. */
    static GmailState from(String historyId) {
        return new GmailState(historyId, Listing.NONE, Listing.NONE);
    }

    Listing listing(Label label) {
        return switch (label) {
            case INBOX -> inbox;
            case SENT -> sent;
        };
    }

    GmailState with(Label label, Listing listing) {
        return switch (label) {
            case INBOX -> new GmailState(historyId, listing, sent);
            case SENT -> new GmailState(historyId, inbox, listing);
        };
    }

    GmailState reached(String later) {
        return new GmailState(later, inbox, sent);
    }

    boolean isComplete() {
        return inbox.complete() && sent.complete();
    }

    static GmailState of(Row row) {
        return new GmailState(row.getString("history_id"), listing(row, Label.INBOX), listing(row, Label.SENT));
    }

    private static Listing listing(Row row, Label label) {
        var name = EnumValue.of(label);
        return new Listing(row.getString(name + "_page"), row.getBoolean(name + "_listed"));
    }
}
