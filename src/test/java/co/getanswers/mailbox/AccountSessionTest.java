package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountSessionTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long seenWithin;

    private final AccountSession session =
            new AccountSession(account(), Duration.ofSeconds(40), waiting::add, (ended, cause) -> {}) {
                @Override
                boolean advance() {
                    seenWithin = busyFor(System.nanoTime() + Duration.ofHours(1).toNanos());
                    return false;
                }

                @Override
                void record(AccountState state) {}

                @Override
                void abort() {}
            };

    private static LeasedAccount account() {
        var server = new ServerSettings("imap.example.org", 993, TlsMode.IMPLICIT, "mara");
        return new LeasedAccount(UUID.randomUUID(), UUID.randomUUID(), MailProvider.IMAP, 0, server, "{}", 0, 0);
    }

    /** Else the worker would end sessions that only wait, as all but a few do after a start. */
    @Test
    void aTurnThatWaitsForAThreadTakesNoTime() {
        var inAnHour = System.nanoTime() + Duration.ofHours(1).toNanos();
        session.wake();
        assertThat(session.busyFor(inAnHour)).isZero();

        waiting.remove().run();

        assertThat(seenWithin).isGreaterThan(Duration.ofMinutes(59).toNanos());
        assertThat(session.busyFor(inAnHour)).isZero();
        session.wake();
        assertThat(session.busyFor(inAnHour)).isZero();
    }
}
