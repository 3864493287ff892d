package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import co.getanswers.schema.Statement;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A live database that is not what its history says. */
class DriftTest {
    private final String url = TestDatabase.fresh();
    private final Database database = Database.at(url);

    @TempDir
    private Path folder;

    private Cli cli;
    private Catalog catalog;

    @BeforeEach
    void migrate() {
        cli = new Cli(
                url,
                Folder.in(folder)
                        .with(
                                "001__initial_schema",
                                """
                                CREATE TYPE mood AS ENUM ('calm', 'busy');
                                CREATE TABLE people (id bigint CONSTRAINT pk_people PRIMARY KEY, name varchar(20) NOT NULL,
                                    mood mood DEFAULT 'calm', seen timestamptz);
                                CREATE TABLE notes (id bigint CONSTRAINT pk_notes PRIMARY KEY, person bigint NOT NULL,
                                    n int NOT NULL DEFAULT 7,
                                    CONSTRAINT fk_notes_person FOREIGN KEY (person) REFERENCES people ON DELETE CASCADE,
                                    CONSTRAINT ck_notes_n CHECK (n > 0));
                                CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                                CREATE TRIGGER notes_touch BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch();
                                CREATE VIEW busy AS SELECT id FROM people WHERE mood = 'busy';
                                """,
                                "DROP VIEW busy; DROP TABLE notes; DROP FUNCTION touch(); DROP TABLE people; DROP TYPE mood;")
                        .with(
                                "002__index",
                                "CREATE INDEX CONCURRENTLY ix_notes_person ON notes (person) WHERE n > 1;",
                                "DROP INDEX CONCURRENTLY IF EXISTS ix_notes_person;")
                        .revisions());
        assertThat(cli.migrate("upgrade").code()).isZero();
        catalog = Catalog.of(database);
    }

    @Test
    void aDatabaseInOrderIsSaidToBeAlsoInProduction() {
        var inOrder = new Cli.Result(0, "The database is what revision 002 makes.\n", "");
        assertThat(cli.migrate("check", "--database")).isEqualTo(inOrder);
        assertThat(cli.migrate(Map.of(), "check", "--database")).isEqualTo(inOrder);
        assertThat(cli.migrate("downgrade", "base").code()).isZero();
        assertThat(cli.migrate("check", "--database").out()).isEqualTo("The database is what revision base makes.\n");
        assertThat(database.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'getanswers%'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE people DROP COLUMN seen|column people.seen is missing.",
                "ALTER TABLE notes DROP COLUMN n CASCADE|column notes.n is missing.",
                "DROP INDEX ix_notes_person|index ix_notes_person on notes is missing.",
                "DROP INDEX ix_notes_person; CREATE INDEX ix_notes_person ON notes (person)|index ix_notes_person on notes is",
                "ALTER TABLE notes DROP CONSTRAINT fk_notes_person|constraint fk_notes_person on notes is missing.",
                "ALTER TABLE notes DROP CONSTRAINT ck_notes_n, ADD CONSTRAINT ck_notes_n CHECK (n > 1)|not CHECK ((n > 0)).",
                "ALTER TABLE notes DROP CONSTRAINT ck_notes_n, ADD CONSTRAINT ck_notes_n CHECK (n > 0) NOT VALID|is invalid.",
                "ALTER TABLE people ALTER COLUMN name TYPE varchar(30)|is character varying(30), not character varying(20).",
                "ALTER TABLE people ALTER COLUMN name DROP NOT NULL|column people.name may be null.",
                "ALTER TABLE people ALTER COLUMN seen SET NOT NULL|column people.seen is NOT NULL, and may be null.",
                "ALTER TABLE people ALTER COLUMN mood DROP DEFAULT|column people.mood has no default, not 'calm'::mood.",
                "ALTER TABLE notes ALTER COLUMN n SET DEFAULT 8|column notes.n has the default 8, not 7.",
                "CREATE INDEX by_hand ON people (name)|index by_hand on people is extra.",
                "ALTER TABLE people ADD CONSTRAINT by_hand CHECK (id > 0)|constraint by_hand on people is extra.",
                "DROP TABLE notes|table notes is missing.",
                "DROP VIEW busy|view busy is missing.",
                "ALTER TABLE notes DISABLE TRIGGER notes_touch|trigger notes_touch on notes is disabled.",
                "DROP FUNCTION touch() CASCADE|function touch() is missing.",
            })
    void aDifferenceIsNamedWithStatementsThatMendIt(String example) {
        var parts = example.split("\\|");
        database.execute(parts[0]);

        var result = cli.migrate(Map.of(), "check", "--database");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains(parts[1]);
        assertThat(result.err()).startsWith("FAILED: The database differs from revision 002 in ");
        Statement.split(result.out().replaceAll("(?m)^\\w+ .*\\.$", "").replace("-- Fill it in every row, then: ", ""))
                .forEach(statement -> database.execute(statement.sql()));
        assertThat(cli.migrate("check", "--database").lines())
                .containsExactly("The database is what revision 002 makes.");
        assertThat(Catalog.of(database)).isEqualTo(catalog);
    }

    @Test
    void anInvalidIndexAndALackingEnumValue() {
        database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_notes_person'::regclass");
        assertThat(cli.migrate("check", "--database").out()).isEqualTo("""
                index ix_notes_person on notes is invalid.
                    REINDEX INDEX CONCURRENTLY ix_notes_person;
                """);
        database.execute(
                "REINDEX INDEX ix_notes_person; DROP VIEW busy; ALTER TABLE people DROP COLUMN mood; DROP TYPE mood;"
                        + "CREATE TYPE mood AS ENUM ('calm')");
        assertThat(cli.migrate("check", "--database").out()).contains("    ALTER TYPE mood ADD VALUE 'busy';");
    }

    @Test
    void aScriptThatCommitsLeavesNothingBesideTheLiveSchema() {
        var odd = Folder.in(folder.resolve("odd"))
                .with(
                        "001__initial_schema",
                        "SET search_path = public; BEGIN; CREATE TABLE tags (id int); COMMIT; RESET ALL;"
                                + "CREATE TABLE labels (id int);",
                        "DROP TABLE tags, labels;")
                .revisions();
        var other = Database.at(TestDatabase.fresh());
        other.execute("CREATE TABLE tags (id int); CREATE TABLE labels (id int)");
        var elsewhere = new Cli(url.replaceAll("/\\w+$", "/" + other.source().getDatabaseName()), odd);
        assertThat(elsewhere.migrate("stamp", "head"))
                .satisfies(done -> assertThat(done.code()).as(done.err()).isZero());
        assertThat(elsewhere.migrate("check", "--database").code()).isZero();
        assertThat(other.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'getanswers%'"))
                .isEmpty();
    }

    @Test
    void whatMayHoldDataIsNeverToBeDropped() {
        database.execute("CREATE TABLE kept (id int); ALTER TABLE people ADD COLUMN kept text");
        assertThat(cli.migrate("check", "--database").out()).isEqualTo("""
                table kept is extra: no revision makes it, so write one that does if it is to stay.
                column people.kept is extra: no revision makes it, so write one that does if it is to stay.
                """);
    }
}
