package co.getanswers.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestSql;
import co.getanswers.account.MailboxTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The widening of a column, seen by statements that connections have prepared. */
@QuarkusTest
class StalePlanTest {
    /** All that the pool has. */
    private static final int CONNECTIONS = 20;

    private static final String SLOWLY = "select name from widened, pg_sleep(0.1)";

    @Inject
    Pool pool;

    @Inject
    MailboxTransaction mailboxes;

    @BeforeEach
    void makeTheTable() {
        TestSql.execute("create table widened (name varchar(10))");
        TestSql.execute("insert into widened values ('Ada')");
    }

    @AfterEach
    void dropTheTable() {
        TestSql.execute("drop table widened");
    }

    @Test
    void theFirstFailureAsksForAnotherAttemptAndNoneFollowsIt() throws Throwable {
        assertThat(onEachConnection()).doesNotContain("failed");

        TestSql.execute("alter table widened alter column name type varchar(20)");

        assertThat(VertxContextSupport.subscribeAndAwait(() -> read(SLOWLY))).isEqualTo("failed");
        assertThat(onEachConnection()).doesNotContain("failed");
    }

    @Test
    void theTransactionOfAMailboxRunsAgain() throws Throwable {
        var user = TestSql.value(
                UUID.class,
                "select id from users where email = ?",
                Person.register().email());
        for (var length : List.of(30, 40, 50)) {
            TestSql.execute("alter table widened alter column name type varchar(" + length + ")");
            String name = VertxContextSupport.subscribeAndAwait(() -> mailboxes.run(
                    user,
                    mailbox -> mailbox.client()
                            .preparedQuery("select name from widened")
                            .execute()
                            .map(rows -> rows.iterator().next().getString(0))));
            assertThat(name).isEqualTo("Ada");
        }
    }

    private List<String> onEachConnection() throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() ->
                Uni.join().all(Collections.nCopies(CONNECTIONS, read(SLOWLY))).andFailFast());
    }

    private Uni<String> read(String sql) {
        return pool.preparedQuery(sql)
                .execute()
                .map(rows -> rows.iterator().next().getString(0))
                .onFailure(DatabaseUnavailable::isCauseOf)
                .recoverWithItem("failed");
    }
}
