package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions that share a transaction, from the base or to it, end as those that have one each. */
class SharedTransactionTest {
    @TempDir
    Path folder;

    private Folder files;
    private String url;
    private Database database;

    @BeforeEach
    void first() {
        files = Folder.in(folder)
                .with(
                        "001__stock",
                        "CREATE TABLE stock (id integer PRIMARY KEY, shelf integer);",
                        "DROP TABLE stock -- all of it");
        url = TestDatabase.fresh();
        database = Database.at(url);
    }

    private Cli.Result migrate(String... arguments) {
        return new Cli(url, files.revisions()).migrate(arguments);
    }

    @Test
    void manyShareFewTransactionsAndEachHasItsRow() {
        for (var i = 2; i <= 120; i++) {
            files.with(
                    "%03d__column".formatted(i),
                    "ALTER TABLE stock ADD COLUMN c%d integer;".formatted(i),
                    "ALTER TABLE stock DROP COLUMN c%d; -- ;".formatted(i));
        }
        migrate("upgrade");

        var down = migrate("downgrade", "base");

        assertThat(down.err()).isEmpty();
        assertThat(down.revisions()).hasSize(120);
        assertThat(down.lines().stream().filter(line -> line.contains("in one transaction")))
                .hasSize(3);
        assertThat(database.rows("SELECT count(DISTINCT xmin::text), count(*), max(installed_rank), bool_and(success)"
                        + " FROM flyway_schema_history WHERE type = 'DELETE'"))
                .containsExactly("3 | 120 | 240 | t");
        assertThat(database.rows("SELECT version FROM flyway_schema_history WHERE type = 'DELETE'"
                        + " ORDER BY installed_rank LIMIT 2"))
                .containsExactly("120", "119");
        assertThat(migrate("current").out()).isEmpty();
        assertThat(migrate("upgrade").revisions()).hasSize(120);
    }

    @Test
    void whatAScriptSetsEndsWithIt() {
        files.with(
                        "002__elsewhere",
                        "CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.stock (id integer);",
                        "DROP SCHEMA elsewhere CASCADE;")
                .with("003__label", "ALTER TABLE stock ADD COLUMN label text;", "ALTER TABLE stock DROP COLUMN label;")
                .with("004__path", "SELECT 1;", "SET LOCAL search_path TO elsewhere;")
                .with(
                        "005__path_of_the_session",
                        "SELECT 1;",
                        "SET search_path TO elsewhere; SET ROLE pg_read_all_data;");
        migrate("upgrade");

        var down = migrate("downgrade", "base");

        assertThat(down.err()).isEmpty();
        assertThat(down.out()).contains("  5 done in one transaction");
        assertThat(database.tables()).doesNotContain("stock");
    }

    @Test
    void oneThatFailsIsNamedAndThoseAboveItStayUndone() {
        files.with("002__rows", "INSERT INTO stock VALUES (1, 7);", "ALTER TABLE stock ADD CHECK (shelf > 7);")
                .with("003__label", "ALTER TABLE stock ADD COLUMN label text;", "ALTER TABLE stock DROP COLUMN label;");
        migrate("upgrade");

        var down = migrate("downgrade", "base");

        assertThat(down.code()).isEqualTo(1);
        assertThat(down.out()).contains("  rolled back, for they can't share a transaction; one by one:");
        assertThat(down.err()).startsWith("FAILED: U002__rows.sql failed: ERROR: check constraint");
        assertThat(migrate("current").out()).startsWith("002");
        assertThat(database.rows("SELECT * FROM stock")).containsExactly("1 | 7");
    }

    @Test
    void scriptsThatNeedATransactionOfTheirOwnHaveOne() {
        files.with("002__shelf", """
                        CREATE TABLE shelf (id integer PRIMARY KEY);
                        ALTER TABLE stock ADD CONSTRAINT fk_stock_shelf FOREIGN KEY (shelf) REFERENCES shelf
                            DEFERRABLE INITIALLY DEFERRED;""", "ALTER TABLE stock DROP CONSTRAINT fk_stock_shelf; DROP TABLE shelf;")
                .with("003__rows", "SELECT 1;", "INSERT INTO shelf VALUES (7); INSERT INTO stock VALUES (1, 7);")
                .with(
                        "004__index",
                        "CREATE INDEX CONCURRENTLY ix_stock_shelf ON stock (shelf);",
                        "DROP INDEX CONCURRENTLY ix_stock_shelf;");
        migrate("upgrade");
        database.execute("TRUNCATE stock, shelf");

        var down = migrate("downgrade", "base");

        assertThat(down.code()).as(down.err()).isZero();
        assertThat(down.err()).isEmpty();
        assertThat(down.out()).contains("  rolled back, for");
        assertThat(database.tables()).doesNotContain("stock", "shelf");
    }

    @Test
    void fromTheBaseTheyShareOnesToo() {
        files.with("002__grade", "CREATE TYPE grade AS ENUM ('first');", "DROP TYPE grade;")
                .with("003__second", "ALTER TYPE grade ADD VALUE 'second';", "SELECT 1;");
        assertThat(migrate("upgrade").out()).endsWith("\n").contains("  3 done in one transaction");
        assertThat(database.rows("SELECT installed_rank, version, type, success FROM flyway_schema_history"))
                .containsExactly("1 | 001 | SQL | t", "2 | 002 | SQL | t", "3 | 003 | SQL | t");
        files.with("004__label", "ALTER TABLE stock ADD COLUMN label text;", "ALTER TABLE stock DROP COLUMN label;")
                .with("005__size", "ALTER TABLE stock ADD COLUMN size text;", "ALTER TABLE stock DROP COLUMN size;");
        assertThat(migrate("upgrade").out()).doesNotContain("one transaction");
    }

    @Test
    void aValueIsUsedThatARevisionOfTheSameTransactionAdds() {
        files.with("002__grade", "CREATE TYPE grade AS ENUM ('first');", "DROP TYPE grade;")
                .with(
                        "003__column",
                        "ALTER TABLE stock ADD COLUMN grade grade;",
                        "ALTER TABLE stock DROP COLUMN grade;")
                .with("004__second", "ALTER TYPE grade ADD VALUE 'second';", "SELECT 1;")
                .with("005__row", "INSERT INTO stock VALUES (1, 2, 'second');", "DELETE FROM stock;");

        assertThat(migrate("upgrade").err()).isEmpty();

        assertThat(database.rows("SELECT * FROM stock")).containsExactly("1 | 2 | second");
    }

    @Test
    void onTheWayUpOneThatFailsIsNamedAndThoseBelowItStay() {
        files.with("002__rows", "INSERT INTO stock VALUES (1, 7);", "DELETE FROM stock;")
                .with("003__check", "ALTER TABLE stock ADD CHECK (shelf > 7);", "SELECT 1;");

        var up = migrate("upgrade");

        assertThat(up.err()).startsWith("FAILED: V003__check.sql failed: ERROR: check constraint");
        assertThat(migrate("current").out()).startsWith("002");
        assertThat(database.rows("SELECT * FROM stock")).containsExactly("1 | 7");
    }

    @Test
    void lessThanAllIsUndoneOneByOne() {
        files.with("002__a", "ALTER TABLE stock ADD COLUMN a text;", "ALTER TABLE stock DROP COLUMN a;")
                .with("003__b", "ALTER TABLE stock ADD COLUMN b text;", "ALTER TABLE stock DROP COLUMN b;");
        migrate("upgrade", "001");
        var before = Catalog.of(database);
        migrate("upgrade");

        assertThat(migrate("downgrade", "001").out()).doesNotContain("one transaction");
        assertThat(Catalog.of(database)).isEqualTo(before);
    }
}
