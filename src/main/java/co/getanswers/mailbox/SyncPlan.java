package co.getanswers.mailbox;

/** Decides the next step for a folder from how far it was read and its state on the server. */
final class SyncPlan {
    private SyncPlan() {}

    /** The next step. */
    sealed interface Step {}

    /** The folder is read from its newest message on: it is new here, or its UIDs have lost their meaning. */
    record Restart(FolderState fresh) implements Step {}

    /** Messages that have arrived, in the order of their arrival. */
    record FetchNew(long first, long last) implements Step {}

    /** Earlier messages, the newest of them first. */
    record FetchEarlier(long first, long last) implements Step {}

    /** Everything is here. */
    record UpToDate() implements Step {}

    /** @param window the most UIDs of a step; few messages may have them */
    static Step next(FolderState known, ServerFolder server, int window) {
        if (known.uidValidity() != server.uidValidity() || known.highestUid() >= server.uidNext()) {
            return new Restart(known.restarted(server));
        }
        var last = server.uidNext() - 1;
        if (known.highestUid() < last) {
            var first = known.highestUid() + 1;
            return new FetchNew(first, Math.min(last, first + window - 1));
        }
        if (known.lowestUid() > 1) {
            var highest = known.lowestUid() - 1;
            return new FetchEarlier(Math.max(1, highest - window + 1), highest);
        }
        return new UpToDate();
    }
}
