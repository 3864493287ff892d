package co.getanswers.mailbox;

import static co.getanswers.mailbox.Statements.answered;

import co.getanswers.mailbox.MailDraft.State;
import co.getanswers.mailbox.MailDrafts.Due;
import java.util.List;
import java.util.Objects;

/**
 * Makes the drafts in a mailbox like the cards that wait, on threads that may block, and leaves alone what the person has changed.
 *
 * @param <M> the mailbox, connected
 * @param <D> the place of a draft there
 * @param <F> the failures of what the mailbox is asked for
 */
abstract class CardDrafts<M, D, F extends Exception> {
    private static final String GIVEN_UP = "No draft is kept in your mailbox: its server refused it time and again.";
    private static final String NOT_REMOVED =
            "The draft in your mailbox could not be removed: its server refused it time and again. Delete it there.";
    static final String TOUCHED =
            "The draft in your mailbox was changed, sent or deleted there. It is left as it is, and no other one is put there.";

    final String worker;
    final MailDrafts drafts;

    CardDrafts(String worker, MailDrafts drafts) {
        this.worker = worker;
        this.drafts = drafts;
    }

    /** The state of a draft in its mailbox. */
    enum Place {
        /** The very content that was put there lies there. */
        OURS,
        /** It was not put there yet, or it was removed by an attempt of this service. */
        ABSENT,
        /** The person has sent or deleted it, or has put another text into its place. */
        GONE,
        /** A text of the person lies in it. */
        EDITED
    }

    /** @param ours the places of ours, more than one if an attempt was repeated that had succeeded */
    record Found<D>(Place place, List<D> ours) {
        static <D> Found<D> ours(List<D> ours) {
            return new Found<>(Place.OURS, ours);
        }

        static <D> Found<D> edited() {
            return new Found<>(Place.EDITED, List.of());
        }

        static <D> Found<D> nowhere(Due draft) {
            return new Found<>(draft.state() == State.PLACED ? Place.GONE : Place.ABSENT, List.of());
        }
    }

    /** Finds a draft; only one with the very content that was put there is ours. */
    abstract Found<D> locate(M mailbox, Due draft) throws F;

    /** Puts a draft there, and records it before and after. */
    abstract void create(LeasedAccount account, M mailbox, Due draft, DraftText text) throws F;

    /**
     * Removes drafts of ours, and records it before.
     *
     * @return false if nothing may be put in their place, now or at all
     */
    abstract boolean discard(LeasedAccount account, M mailbox, Due draft, List<D> ours) throws F;

    abstract void record(LeasedAccount account, Due draft, D place, String contentHash);

    final void keep(LeasedAccount account, M mailbox, Due draft) throws F {
        if (draft.isGivenUp()) {
            leave(account, draft, draft.wanted() ? GIVEN_UP : NOT_REMOVED);
        } else if (draft.wanted()) {
            place(account, mailbox, draft);
        } else {
            remove(account, mailbox, draft);
        }
    }

    private void remove(LeasedAccount account, M mailbox, Due draft) throws F {
        var found = locate(mailbox, draft);
        if (found.place() == Place.EDITED) {
            leave(account, draft, TOUCHED);
        } else if (found.place() != Place.OURS || discard(account, mailbox, draft, found.ours())) {
            answered(drafts.forget(account, draft));
        }
    }

    void place(LeasedAccount account, M mailbox, Due draft) throws F {
        var found = locate(mailbox, draft);
        if (found.place() == Place.GONE || found.place() == Place.EDITED) {
            leave(account, draft, TOUCHED);
            return;
        }
        var context = answered(drafts.context(account, draft.card()));
        var text = context == null ? null : DraftText.of(context).orElse(null);
        if (found.place() == Place.OURS) {
            // One that was about to be removed may be marked as deleted, or lie in the bin.
            if (draft.state() != State.REMOVING
                    && text != null
                    && text.hash().equals(draft.contentHash())
                    && found.ours().size() == 1) {
                record(account, draft, found.ours().get(0), text.hash());
                return;
            }
            if (!discard(account, mailbox, draft, found.ours())) {
                return;
            }
        }
        if (text == null) {
            answered(drafts.end(account, draft, State.NONE, null));
        } else {
            create(account, mailbox, draft, text);
        }
    }

    /** Records anew where a draft lies that lies no more where it was put; without it the person is told. */
    final void find(LeasedAccount account, M mailbox, Due draft) throws F {
        var found = locate(mailbox, draft);
        if (found.place() == Place.OURS) {
            record(account, draft, found.ours().get(0), Objects.requireNonNull(draft.contentHash()));
        } else {
            leave(account, draft, TOUCHED);
        }
    }

    /** Leaves a draft alone from now on; of a card that is gone nobody has to be told. */
    final void leave(LeasedAccount account, Due draft, String reason) {
        answered(
                draft.actionId() == null
                        ? drafts.forget(account, draft)
                        : drafts.end(account, draft, State.LEFT, reason));
    }
}
