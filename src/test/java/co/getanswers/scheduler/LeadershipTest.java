package co.getanswers.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LeadershipTest {
    @Inject
    Pool pool;

    @Inject
    SchedulerSettings settings;

    private Leadership one;
    private Leadership other;

    @BeforeEach
    void nobodyLeads() {
        TestSql.execute("delete from leaders");
        one = new Leadership(pool, settings);
        other = new Leadership(pool, settings);
    }

    @Test
    void whoCameFirstLeadsAndGoesOnLeading() {
        one.take();
        other.take();
        one.take();

        assertThat(one.isHeld()).isTrue();
        assertThat(other.isHeld()).isFalse();
    }

    @Test
    void aLeaseThatRanOutIsTakenOverAndItsHolderLearnsOfIt() {
        one.take();
        TestSql.execute("update leaders set held_until = now() - interval '1 millisecond'");

        other.take();
        one.take();

        assertThat(other.isHeld()).isTrue();
        assertThat(one.isHeld()).isFalse();
    }

    @Test
    void whoStopsLetsAnotherTakeOverAtOnce() {
        one.take();
        one.release();
        other.take();
        one.release();

        assertThat(one.isHeld()).isFalse();
        assertThat(other.isHeld()).isTrue();
        assertThat(TestSql.value(Long.class, "select count(*) from leaders")).isEqualTo(1);
    }

    @Test
    void ofManyExactlyOneLeads() throws Exception {
        var many =
                Stream.generate(() -> new Leadership(pool, settings)).limit(16).toList();
        var threads = Executors.newFixedThreadPool(many.size());
        try {
            for (var taken : threads.invokeAll(
                    many.stream().map(each -> Executors.callable(each::take)).toList())) {
                taken.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(many).filteredOn(Leadership::isHeld).hasSize(1);
    }
}
