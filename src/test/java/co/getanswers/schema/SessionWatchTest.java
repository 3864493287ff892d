package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionWatchTest {
    private static final Revision REVISION = new Revision(
            "001",
            "slow",
            new Script("V001__slow.sql", ""),
            Optional.empty(),
            Path.of("x").toString());

    private final Timer timer = new Timer(true);
    private final BlockingQueue<String> signs = new LinkedBlockingQueue<>();
    private final Progress progress = new Progress() {
        @Override
        public void running(Revision revision, Duration since, String reason) {
            signs.add(reason);
        }
    };

    @Test
    void aSignNamesTheSessionThatHoldsTheLock() throws Exception {
        var database = Database.at(TestDatabase.fresh());
        database.execute("CREATE TABLE held (id int)");
        try (var holder = database.source().getConnection();
                var waiting = database.source().getConnection();
                var lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("SET application_name = 'the holder'; LOCK TABLE held");
            var watch =
                    new SessionWatch(database.source(), pid(waiting), REVISION, progress, Duration.ofMillis(50), timer);
            var waiter = new Thread(() -> lock(waiting));
            waiter.start();
            String sign;
            do {
                sign = signs.poll(30, TimeUnit.SECONDS);
            } while (sign != null && !sign.startsWith("waiting for the session "));
            holder.rollback();
            waiter.join();
            watch.close();
            assertThat(sign).matches("waiting for the session \\d+ \\(the holder, idle in transaction for \\d+ s\\)");
        }
    }

    @Test
    void afterItsEndItIsSilent() throws Exception {
        var database = Database.at(TestDatabase.fresh());
        try (var connection = database.source().getConnection()) {
            var watch = new SessionWatch(
                    database.source(), pid(connection), REVISION, progress, Duration.ofHours(1), timer);
            watch.close();
            assertThat(signs).isEmpty();
        }
    }

    private static void lock(java.sql.Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE held");
        } catch (SQLException failed) {
            // The wait alone counts.
        }
    }

    private static int pid(java.sql.Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
