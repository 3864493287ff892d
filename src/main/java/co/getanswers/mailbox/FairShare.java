package co.getanswers.mailbox;

/** Divides the accounts among the workers. */
final class FairShare {
    private FairShare() {}

    /** The most accounts that each worker holds. */
    static int of(int accounts, int workers, int capacity) {
        return Math.min(capacity, (accounts + workers - 1) / workers);
    }

    /** The accounts that a worker frees for others: none as long as it holds little more than its share. */
    static int excess(int held, int share) {
        return held > share + share / 10 + 1 ? held - share : 0;
    }
}
