package co.getanswers.scheduler;

/** The scheduler's leadership, for tests of jobs in other packages. */
public final class Leaders {
    private Leaders() {}

    public static void take(Leadership leadership) {
        leadership.take();
    }

    public static void release(Leadership leadership) {
        leadership.release();
    }
}
