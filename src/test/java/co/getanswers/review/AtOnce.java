package co.getanswers.review;

import static org.awaitility.Awaitility.await;

import co.getanswers.TestSql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Runs what is to race. */
public final class AtOnce {
    private AtOnce() {}

    /** Runs the calls, which all begin together, and returns their answers in the order given. */
    public static <T> List<T> run(List<? extends Callable<T>> racers) throws Exception {
        var start = new CountDownLatch(racers.size());
        var threads = Executors.newFixedThreadPool(racers.size());
        try {
            var running = racers.stream()
                    .map(racer -> threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return racer.call();
                    }))
                    .toList();
            var answers = new ArrayList<T>();
            for (var answer : running) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    static void awaitAStatementThatWaitsForALock() {
        await("a statement that waits for a lock")
                .until(() -> TestSql.value(
                        Boolean.class,
                        "select exists (select from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock')"));
    }
}
