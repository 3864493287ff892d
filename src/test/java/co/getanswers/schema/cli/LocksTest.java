package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration never queues behind another session's long transaction for long: sessions that come after it would wait, too. */
class LocksTest {
    @TempDir
    Path folder;

    private Cli cli;
    private Database database;
    private Migrating migrating;

    @BeforeEach
    void aLedger() {
        var revisions = Folder.in(folder)
                .with("001__ledger", "CREATE TABLE ledger (id bigserial PRIMARY KEY);", "DROP TABLE ledger;")
                .with("002__notes", "ALTER TABLE ledger ADD COLUMN note text;", "ALTER TABLE ledger DROP COLUMN note;")
                .with("003__book", "CREATE TABLE book (id bigint);", "DROP TABLE book;")
                .with(
                        "004__both",
                        "ALTER TABLE book ADD COLUMN a text; ALTER TABLE ledger ADD COLUMN b text;",
                        "ALTER TABLE ledger DROP COLUMN b; ALTER TABLE book DROP COLUMN a;")
                .with(
                        "005__limits",
                        "CREATE TABLE limits AS SELECT current_setting('lock_timeout') AS had;",
                        "ALTER TABLE book ALTER COLUMN a SET DEFAULT current_setting('lock_timeout'); DROP TABLE limits;")
                .revisions();
        cli = new Cli(TestDatabase.fresh(), revisions);
        database = Database.at(cli.databaseUrl());
        migrating = new Migrating(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade 002", "downgrade 001"})
    void othersPassWhileALongTransactionKeepsItOut(String command) {
        run(command.equals("upgrade 002") ? "upgrade 001" : "upgrade 002");
        CompletableFuture<Cli.Result> migration;
        var report = OpenTransaction.on(database, "SELECT FROM ledger");
        try (report) {
            migration = cli.begin((command + " --lock-timeout 200ms --retries 1000").split(" "));
            var sales = new AtomicInteger();
            await("sales, a wait and a pause")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        database.execute("INSERT INTO ledger DEFAULT VALUES");
                        return sales.incrementAndGet() >= 20 && migrating.is("wait_event_type = 'Lock'");
                    });
            migrating.await(
                    "a pause in no transaction",
                    "state = 'idle' AND xact_start IS NULL AND state_change < now() - interval '50 ms'");
            assertThat(migration).isNotDone();
        }
        var result = migration.join();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(withoutSignsOfLife(result))
                .isNotEmpty()
                .allMatch(line -> line.matches("Revision 002, notes, did not get its lock \\(ERROR: canceling statement"
                        + " due to lock timeout\\); others go first, retry \\d+ of 1000 in \\d+ ms\\."));
        assertThat(result.revisions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade 002", "downgrade 001"})
    void whenTheLockIsNotToBeHadItSaysSoInOneLineAndHasDoneNothing(String command) {
        run(command.equals("upgrade 002") ? "upgrade 001" : "upgrade 002");
        var columns = columns();
        var report = OpenTransaction.on(database, "SELECT FROM ledger");
        try (report) {
            var result = cli.migrate((command + " --lock-timeout 50ms --retries 1").split(" "));

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).startsWith("Running ").hasLineCount(1);
            assertThat(result.err().lines().filter(line -> line.startsWith("FAILED: ")))
                    .containsExactly("FAILED: Revision 002, notes, did not get its lock within 50 ms, 2 times: another"
                            + " transaction holds the table. All of it was rolled back. Run it again when that"
                            + " transaction, which pg_stat_activity shows, has ended; or raise --retries, or"
                            + " GETANSWERS_DATABASE_LOCK_RETRIES.");
            assertThat(withoutSignsOfLife(result)).hasSize(2);
        }
        assertThat(columns()).isEqualTo(columns);
        assertThat(database.rows("SELECT count(*) FROM flyway_schema_history WHERE NOT success"))
                .containsExactly("0");
    }

    @Test
    void theLimitHoldsInTheRevisionsOwnTransaction() {
        run("upgrade --lock-timeout 1234ms");
        assertThat(database.rows("SELECT had FROM limits")).containsExactly("1234ms");
        database.execute("CREATE FUNCTION require() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " ASSERT current_setting('lock_timeout') = '987ms'; END $$;"
                + " CREATE EVENT TRIGGER require ON sql_drop EXECUTE FUNCTION require()");
        run("downgrade 004 --lock-timeout 987ms");
    }

    @Test
    void theVictimOfADeadlockTriesAgain() throws SQLException {
        database.execute("ALTER DATABASE " + database.source().getDatabaseName() + " SET deadlock_timeout = '2s'");
        run("upgrade 003");
        CompletableFuture<Cli.Result> upgrade;
        try (var other = OpenTransaction.on(database, "LOCK TABLE ledger")) {
            other.execute("SET deadlock_timeout = '1h'");
            upgrade = cli.begin("upgrade", "004", "--lock-timeout", "0");
            migrating.awaitWaitForALock();
            other.execute("LOCK TABLE book");
        }
        var result = upgrade.join();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(withoutSignsOfLife(result))
                .singleElement()
                .asString()
                .startsWith("Revision 004, both, did not get its lock (ERROR: deadlock detected)");
    }

    /** On a busy machine the waits take long. */
    private static List<String> withoutSignsOfLife(Cli.Result result) {
        return result.err()
                .lines()
                .filter(line -> !line.startsWith("Still running "))
                .toList();
    }

    private void run(String command) {
        var result = cli.migrate(command.split(" "));
        assertThat(result.code()).as(result.err()).isZero();
    }

    private String columns() {
        return database.rows("SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute"
                        + " WHERE attrelid = 'ledger'::regclass AND attnum > 0 AND NOT attisdropped")
                .get(0);
    }
}
