package co.getanswers.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.account.MailboxTransaction.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailboxTransactionTest {
    @Inject
    MailboxTransaction transactions;

    @Inject
    Pool pool;

    private UUID user;

    @BeforeEach
    void aUser() {
        user = TestAccounts.create().id();
    }

    @ParameterizedTest
    @CsvSource({"40001, 2", "40P01, 2", "23514, 1"})
    void onlyATransactionThatMaySucceedRunsAgain(String state, int attempts) {
        var attempt = new AtomicInteger();
        var run = transactions.run(user, mailbox -> {
            mailbox.counters().add(Counter.MUTED, 1);
            return attempt.incrementAndGet() == 1
                    ? raise(mailbox, state)
                    : Uni.createFrom().voidItem();
        });

        if (attempts == 1) {
            assertThatThrownBy(() -> await(run)).isInstanceOf(PgException.class);
        } else {
            await(run);
        }

        assertThat(attempt).hasValue(attempts);
        assertThat(count("muted")).isEqualTo(attempts - 1);
    }

    @Test
    void actionsOfAnEarlierDayAreNotCounted() {
        var today = Instant.parse("2026-11-18T12:00:00Z");
        var yesterday = today.minus(Duration.ofDays(1));
        change(counters -> counters.resolved(today, true).resolved(today, false));
        change(counters -> counters.resolved(yesterday, true));
        change(counters -> counters.unresolved(yesterday, true));
        assertThat(count("resolved_that_day")).isEqualTo(2);
        assertThat(count("autonomous_that_day")).isEqualTo(1);

        change(counters -> counters.unresolved(today, true));
        assertThat(count("resolved_that_day")).isEqualTo(1);
        assertThat(count("autonomous_that_day")).isZero();

        change(counters -> counters.resolved(today.plus(Duration.ofDays(1)), true));
        assertThat(count("resolved_that_day")).isEqualTo(1);
        assertThat(count("autonomous_that_day")).isEqualTo(1);
    }

    /** With a list of keys the server would otherwise plan each statement anew at each execution. */
    @Test
    void itsStatementsAreNotPlannedAnew() {
        var mode = "show plan_cache_mode";
        var during = new AtomicReference<String>();
        await(transactions.run(
                user,
                mailbox -> mailbox.client()
                        .query(mode)
                        .execute()
                        .invoke(rows -> during.set(rows.iterator().next().getString(0)))
                        .replaceWithVoid()));

        assertThat(during).hasValue("force_generic_plan");
        assertThat(pool.query(mode)
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(30))
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("auto");
    }

    private void change(Consumer<CounterChange> change) {
        await(transactions.run(user, mailbox -> {
            change.accept(mailbox.counters());
            return Uni.createFrom().voidItem();
        }));
    }

    private static Uni<Void> raise(Mailbox mailbox, String state) {
        return mailbox.client()
                .query("do 'begin raise exception using errcode = ''%s''; end'".formatted(state))
                .execute()
                .replaceWithVoid();
    }

    private int count(String counter) {
        return TestSql.value(Integer.class, "select " + counter + " from user_counters where user_id = ?", user);
    }

    private static void await(Uni<Void> run) {
        run.await().atMost(Duration.ofSeconds(30));
    }
}
