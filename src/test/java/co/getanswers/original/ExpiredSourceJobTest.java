package co.getanswers.original;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.platform.IdentifierGenerator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExpiredSourceJobTest {
    @Inject
    Pool pool;

    private UUID fresh;
    private UUID old;

    /** The job counts what it finds in the whole database, and tests before left something there. */
    @BeforeEach
    void aMailboxWithAnOldAndAFreshMessage() {
        TestSql.execute("delete from message_sources");
        var owner = Person.register();
        fresh = UUID.fromString(
                owner.receives("dana@acme.example", "New", "Hello").getString("message.id"));
        var later = UUID.fromString(
                owner.receives("dana@acme.example", "Old", "Hello").getString("message.id"));
        old = IdentifierGenerator.firstAt(Instant.now().minus(Duration.ofDays(31)));
        TestSql.execute("delete from message_sources where message_id = ?", later);
        TestSql.execute("update agent_actions set message_id = null where message_id = ?", later);
        TestSql.execute("update messages set id = ? where id = ?", old, later);
        TestSql.execute("""
                insert into message_sources (message_id, user_id, algorithm, size, content)
                select ?, user_id, algorithm, size, content
                from message_sources""", old);
    }

    @Test
    void onlyOriginalsPastTheirRetentionAreDeleted() {
        assertThat(run(Optional.of(Duration.ofDays(30)))).isEqualTo(1);

        assertThat(isKept(fresh)).isTrue();
        assertThat(isKept(old)).isFalse();
        assertThat(TestSql.value(Boolean.class, "select exists (select from messages where id = ?)", old))
                .isTrue();
    }

    @Test
    void withoutARetentionAllAreKept() {
        assertThat(run(Optional.empty())).isZero();

        assertThat(isKept(old)).isTrue();
    }

    private long run(Optional<Duration> retention) {
        return new ExpiredSourceJob(pool, new Settings(retention)).run().await().indefinitely();
    }

    private static boolean isKept(UUID id) {
        return TestSql.value(Boolean.class, "select exists (select from message_sources where message_id = ?)", id);
    }

    private record Settings(Optional<Duration> retention) implements OriginalSettings {
        @Override
        public boolean keep() {
            return true;
        }

        @Override
        public Duration expiredEvery() {
            return Duration.ofMinutes(10);
        }
    }
}
