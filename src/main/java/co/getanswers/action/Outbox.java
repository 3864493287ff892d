package co.getanswers.action;

/** How whoever puts executions into the outbox wakes the workers. */
public final class Outbox {
    /** Where workers listen. */
    public static final String CHANNEL = "executions";

    /** To be run in the transaction that queues executions: the workers hear of it once that has committed. */
    public static final String ANNOUNCE = "select cast(pg_notify('" + CHANNEL + "', '') as text)";

    private Outbox() {}
}
