package co.getanswers.mailbox;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Waits for statements on threads that may block. */
final class Statements {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Statements() {}

    static <T> T answered(Uni<T> asked) {
        return asked.await().atMost(LONGEST);
    }
}
