package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revision that fails in its midst: its messages, and the state in which it leaves the database. */
class FailedHalfwayTest {
    @TempDir
    Path folder;

    private Folder files;
    private String url;
    private Database database;

    @BeforeEach
    void stock() {
        files = Folder.in(folder).with("001__stock", """
                        CREATE TABLE stock (id integer PRIMARY KEY, shelf integer NOT NULL);
                        CREATE TABLE shelf (id integer PRIMARY KEY);
                        INSERT INTO stock VALUES (1, 7), (2, 7);""", "DROP TABLE stock; DROP TABLE shelf;");
        url = TestDatabase.fresh();
        database = Database.at(url);
        migrate("upgrade");
    }

    @Test
    void inATransactionItLeavesNothing() {
        var before = Catalog.of(database);
        files.with(
                "002__counts",
                "ALTER TABLE stock ADD COLUMN n integer; UPDATE stock SET n = 1; ALTER TABLE stock ADD CHECK (n > 1);",
                "SELECT 1;");

        var result = migrate("upgrade");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("Running upgrade 001 -> 002, counts\n");
        assertThat(result.err())
                .startsWith("FAILED: V002__counts.sql failed: ERROR: check constraint")
                .endsWith(" All of it was rolled back.\n")
                .hasLineCount(1);
        assertThat(Catalog.of(database)).isEqualTo(before);
        assertThat(history()).isEqualTo("001 SQL t");
    }

    @Test
    void whatFailsOnlyAtTheCommitIsNotReportedAsDone() {
        files.with("002__shelves", """
                ALTER TABLE stock ADD CONSTRAINT fk_stock_shelf FOREIGN KEY (shelf) REFERENCES shelf
                    DEFERRABLE INITIALLY DEFERRED NOT VALID;
                INSERT INTO stock VALUES (3, 8);""", "ALTER TABLE stock DROP CONSTRAINT fk_stock_shelf;");

        var result = migrate("upgrade");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("Running upgrade 001 -> 002, shelves\n");
        assertThat(result.err()).contains("V002__shelves.sql failed: ERROR: insert or update on table \"stock\"");
        assertThat(history()).isEqualTo("001 SQL t");
    }

    @Test
    void anUndoLeavesNothingEither() {
        files.with(
                "002__counts",
                "ALTER TABLE stock ADD COLUMN n integer;",
                "ALTER TABLE stock DROP COLUMN n; DROP TABLE nowhere;");
        migrate("upgrade");
        var before = Catalog.of(database);

        var result = migrate("downgrade", "-1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith(
                        "FAILED: U002__counts.sql failed: ERROR: table \"nowhere\" does not exist. At line 1: DROP TABLE nowhere."
                                + " All of it was rolled back.")
                .hasLineCount(1);
        assertThat(Catalog.of(database)).isEqualTo(before);
        assertThat(history()).isEqualTo("001 SQL t, 002 SQL t");
    }

    @Test
    void outsideATransactionItSaysWhatRanAndGoesOnFromThere() {
        files.with(
                "002__indexes", """
                -- Two that work.
                DROP INDEX CONCURRENTLY IF EXISTS ix_a;
                CREATE INDEX CONCURRENTLY ix_a ON stock (shelf);
                DROP INDEX CONCURRENTLY IF EXISTS ix_b;
                CREATE UNIQUE INDEX CONCURRENTLY ix_b
                    ON stock (shelf);""", "DROP INDEX CONCURRENTLY IF EXISTS ix_b; DROP INDEX CONCURRENTLY IF EXISTS ix_a;");

        var result = migrate("upgrade");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("FAILED: V002__indexes.sql failed: ERROR: could not create unique index \"ix_b\"")
                .contains(
                        "At line 5: CREATE UNIQUE INDEX CONCURRENTLY ix_b ON stock (shelf). Statement 4 of 4 failed, and"
                                + " may have committed a part of its work; these ran before it and stay: DROP INDEX CONCURRENTLY IF EXISTS ix_a; CREATE INDEX CONCURRENTLY ix_a ON stock"
                                + " (shelf); DROP INDEX CONCURRENTLY IF EXISTS ix_b.")
                .hasLineCount(1);
        assertThat(migrate("upgrade").code()).as("and again").isEqualTo(1);
        assertThat(indexes()).isEqualTo("ix_a t, ix_b f, stock_pkey t");
        assertThat(migrate("current").out()).isEqualTo("001\n");

        database.execute("DELETE FROM stock WHERE id = 2");
        assertThat(migrate("upgrade").code()).isZero();
        assertThat(indexes()).isEqualTo("ix_a t, ix_b t, stock_pkey t");
        assertThat(history()).isEqualTo("001 SQL t, 002 SQL t");
    }

    @Test
    void soDoesAnUndo() {
        files.with(
                "002__index",
                "CREATE INDEX CONCURRENTLY ix_a ON stock (shelf);",
                "DROP INDEX CONCURRENTLY IF EXISTS ix_a; DROP INDEX CONCURRENTLY IF EXISTS stock_pkey;");
        migrate("upgrade");

        var result = migrate("downgrade", "-1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "At line 1: DROP INDEX CONCURRENTLY IF EXISTS stock_pkey. Statement 2 of 2 failed, and may have"
                                + " committed a part of its work; these ran before it and stay: DROP INDEX CONCURRENTLY IF EXISTS ix_a.")
                .hasLineCount(1);
        files.with(
                "002__index",
                "CREATE INDEX CONCURRENTLY ix_a ON stock (shelf);",
                "DROP INDEX CONCURRENTLY IF EXISTS ix_a;");
        assertThat(migrate("downgrade", "-1").revisions()).hasSize(1);
        assertThat(history()).isEqualTo("001 SQL t, 002 SQL t, 002 DELETE t");
    }

    /** Beside index builds, Flyway itself does not know all of them. */
    @Test
    void whateverCanNotStandInATransactionRunsOutsideOne() {
        files.with("002__vacuum", "VACUUM stock;", "VACUUM stock;")
                .with(
                        "003__again",
                        "REINDEX INDEX CONCURRENTLY stock_pkey;",
                        "REINDEX (VERBOSE) TABLE CONCURRENTLY stock;")
                .with("004__comment", "COMMENT ON TABLE stock IS 'CREATE INDEX CONCURRENTLY';", "SELECT 1;");

        var up = migrate("upgrade");
        assertThat(up.code()).as(up.err()).isZero();
        var down = migrate("downgrade", "001");
        assertThat(down.code()).as(down.err()).isZero();
        assertThat(new Cli(url, files.revisions())
                        .revisions().all().stream()
                                .map(revision -> revision.up().transactional()))
                .containsExactly(true, false, false, true);
    }

    private Cli.Result migrate(String... arguments) {
        return new Cli(url, files.revisions()).migrate(arguments);
    }

    private String history() {
        return String.join(
                ", ",
                database.rows("SELECT concat_ws(' ', version, type, success) FROM flyway_schema_history"
                        + " ORDER BY installed_rank"));
    }

    private String indexes() {
        return String.join(
                ", ",
                database.rows("SELECT concat_ws(' ', indexrelid::regclass, indisvalid) FROM pg_index"
                        + " WHERE indrelid = 'stock'::regclass ORDER BY 1"));
    }
}
