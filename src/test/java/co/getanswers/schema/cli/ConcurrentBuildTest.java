package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Database;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes that are built and dropped while the table is in use, and what is left when that is cut short. */
class ConcurrentBuildTest {
    @TempDir
    Path folder;

    private Cli cli;
    private Database database;
    private Migrating migrating;

    @BeforeEach
    void entries() {
        var revisions = Folder.in(folder)
                .with("001__entries", """
                        CREATE TABLE entries (id bigserial PRIMARY KEY, account integer NOT NULL);
                        INSERT INTO entries (account) SELECT i % 97 FROM generate_series(1, 20000) i;""", "DROP TABLE entries;")
                .with(
                        "002__index_entries_by_account",
                        "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"ix_entries_account\" ON entries (account);",
                        "DROP INDEX CONCURRENTLY IF EXISTS ix_entries_account;")
                .revisions();
        cli = new Cli(TestDatabase.fresh(), revisions);
        database = Database.at(cli.databaseUrl());
        migrating = new Migrating(database);
        run("upgrade 001");
    }

    @Test
    void itSucceedsUnderConstantWrites() {
        var going = new AtomicInteger();
        var writes = new AtomicInteger();
        var writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> write(going, writes), task -> new Thread(task, "writer " + writer).start()))
                .toArray(CompletableFuture<?>[]::new);
        try {
            for (var command : new String[] {"upgrade", "downgrade -1", "upgrade"}) {
                var before = writes.get();
                await("writes").until(() -> writes.get() > before + 20);
                run(command + " --lock-timeout 1ms");
            }
        } finally {
            going.set(-1);
        }
        CompletableFuture.allOf(writers).join();
        assertThat(index()).isEqualTo("valid");
        var count = "SELECT account, count(*) FROM entries WHERE account >= 0 GROUP BY account ORDER BY account";
        var inTheTable = database.rows(count);
        database.execute("ALTER DATABASE " + database.source().getDatabaseName() + " SET enable_seqscan = off");
        assertThat(database.rows(count)).isEqualTo(inTheTable);
    }

    private void write(AtomicInteger going, AtomicInteger writes) {
        while (going.get() >= 0) {
            database.execute("INSERT INTO entries (account) VALUES (" + writes.incrementAndGet() % 97 + ");"
                    + " UPDATE entries SET account = account + 1 WHERE id = " + (writes.get() % 20_000 + 1));
        }
    }

    @Test
    void noLimitMeantForRequestsEndsIt() {
        database.execute("ALTER DATABASE " + database.source().getDatabaseName()
                + " SET lock_timeout = '50ms'; ALTER DATABASE "
                + database.source().getDatabaseName() + " SET statement_timeout = '2s'");
        for (var command : new String[] {"upgrade", "downgrade -1"}) {
            CompletableFuture<Cli.Result> migration;
            var writer = OpenTransaction.on(database, "INSERT INTO entries (account) VALUES (1)");
            try (writer) {
                migration = cli.begin((command + " --lock-timeout 50ms").split(" "));
                migrating.await(
                        "it to outwait the limits",
                        "query LIKE '%INDEX CONCURRENTLY%' AND now() - query_start > interval '2100 ms'");
            }
            assertThat(migration.join().code()).as(migration.join().err()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsLeftOfOneThatWasCutShortTheNextUpgradeMends(boolean terminate) {
        var failed = cutShort("upgrade", terminate);
        assertThat(failed.err())
                .startsWith("FAILED: V002__index_entries_by_account.sql failed: ")
                .contains("The next run begins it anew, after it has dropped the invalid indexes that this one left.")
                .hasLineCount(1);
        assertThat(index()).isEqualTo("INVALID");
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");

        var result = cli.migrate("upgrade");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .isEqualTo(
                        "Dropped the invalid indexes that an interrupted build of revision 002 left: ix_entries_account.\n");
        assertThat(index()).isEqualTo("valid");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void orRepairNamesAndMendsIt(boolean terminate) {
        cutShort("upgrade", terminate);
        var line = "Index ix_entries_account of entries is invalid:"
                + " DROP INDEX CONCURRENTLY IF EXISTS ix_entries_account;";
        assertThat(cli.migrate("repair", "--dry-run").lines()).containsExactly(line);
        assertThat(index()).isEqualTo("INVALID");

        assertThat(cli.migrate("repair").lines()).contains(line);

        assertThat(index()).isEqualTo("none");
        assertThat(cli.migrate("repair").lines()).containsExactly("Nothing to repair.");
        run("upgrade");
        assertThat(index()).isEqualTo("valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"downgrade -1", "downgrade 001", "repair"})
    void anUndoThatWasCutShortIsEndedBy(String command) {
        run("upgrade");
        var failed = cutShort("downgrade -1", true);
        assertThat(failed.err())
                .startsWith("FAILED: U002__index_entries_by_account.sql failed: ")
                .hasLineCount(1);
        assertThat(index()).isEqualTo("INVALID");
        var current = cli.migrate("current");
        assertThat(current.out()).isEqualTo("001\n");
        assertThat(current.err())
                .isEqualTo("The undo of revision 002 (index entries by account) did not finish; upgrade"
                        + " and downgrade finish it first.\n");

        run(command);

        assertThat(index()).isEqualTo("none");
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");
        run("upgrade");
        assertThat(index()).isEqualTo("valid");
    }

    @Test
    void orByAnUpgradeWhichThenBuildsItAgain() {
        run("upgrade");
        cutShort("downgrade -1", false);
        run("upgrade");
        assertThat(index()).isEqualTo("valid");
        assertThat(cli.migrate("current").out()).isEqualTo("002 (head)\n");
        assertThat(database.rows("SELECT version, type, success FROM flyway_schema_history ORDER BY installed_rank"))
                .containsExactly("001 | SQL | t", "002 | SQL | t", "002 | DELETE | t", "002 | SQL | t");
    }

    @Test
    void whatAnInterruptedBuildLeftDoesNotOutliveADowngrade() {
        var revisions = Folder.in(folder)
                .with("003__index_entries_by_id", "CREATE INDEX CONCURRENTLY ix_other ON entries (id);", "SELECT 1;")
                .revisions();
        cli = new Cli(cli.databaseUrl(), revisions);
        run("upgrade 002");
        cutShort("upgrade", true);
        run("downgrade 001");
        assertThat(database.rows("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                .isEmpty();
    }

    @Test
    void norDoTheBuildsOfItsRevisionThatHadEnded() {
        database.execute("CREATE TABLE accounts (id integer)");
        var revisions = Folder.in(folder)
                .with("003__index_accounts_and_entries", """
                        DROP INDEX CONCURRENTLY IF EXISTS ix_accounts_id;
                        CREATE INDEX CONCURRENTLY ix_accounts_id ON accounts (id);
                        DROP INDEX CONCURRENTLY IF EXISTS ix_entries_id;
                        CREATE INDEX CONCURRENTLY ix_entries_id ON entries (id);""", """
                        DROP INDEX CONCURRENTLY IF EXISTS ix_accounts_id;
                        DROP INDEX CONCURRENTLY IF EXISTS ix_entries_id;""")
                .revisions();
        cli = new Cli(cli.databaseUrl(), revisions);
        run("upgrade 002");
        cutShort("upgrade", true);
        var built = "SELECT relname, indisvalid FROM pg_index JOIN pg_class ON oid = indexrelid"
                + " WHERE relname IN ('ix_accounts_id', 'ix_entries_id') ORDER BY relname";
        assertThat(database.rows(built)).containsExactly("ix_accounts_id | t", "ix_entries_id | f");
        run("downgrade 001");
        assertThat(database.rows(built)).isEmpty();
    }

    /**
     * Ends a build while it waits for a transaction that wrote before it. Before that it may wait for a lock on the table,
     * which an autovacuum holds for a moment, and has no index yet.
     */
    private Cli.Result cutShort(String command, boolean terminate) {
        var writer = OpenTransaction.on(database, "INSERT INTO entries (account) VALUES (1)");
        try (writer) {
            var migration = cli.begin(command.split(" "));
            migrating.await(
                    "it to wait",
                    "wait_event_type = 'Lock' AND wait_event = 'virtualxid' AND query LIKE '%INDEX CONCURRENTLY%'");
            if (terminate) {
                migrating.terminate();
            } else {
                migrating.cancel();
            }
            var result = migration.join();
            assertThat(result.code()).isEqualTo(1);
            migrating.awaitNobody();
            return result;
        }
    }

    private void run(String command) {
        var result = cli.migrate(command.split(" "));
        assertThat(result.code()).as(result.err()).isZero();
    }

    private String index() {
        return database
                .rows("SELECT CASE WHEN indisvalid THEN 'valid' ELSE 'INVALID' END FROM pg_index"
                        + " WHERE indexrelid = to_regclass('ix_entries_account')")
                .stream()
                .findFirst()
                .orElse("none");
    }
}
