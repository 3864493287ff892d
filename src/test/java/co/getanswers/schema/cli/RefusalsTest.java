package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.dev.DevelopmentCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failure has one line that says what it is and what to do, and leaves everything as it was. */
class RefusalsTest {
    @TempDir
    Path folder;

    private Folder files;
    private String database;

    @BeforeEach
    void twoRevisions() {
        files = Folder.in(folder)
                .with("001__initial_schema", "CREATE TABLE notes (id bigint NOT NULL);", "DROP TABLE notes;")
                .with("002__texts", "ALTER TABLE notes ADD COLUMN a text;", "ALTER TABLE notes DROP COLUMN a;");
        database = TestDatabase.fresh();
    }

    @Test
    void anUnknownRevision() {
        refused(
                "There is no revision 099. The nearest: 001 (initial schema), 002 (texts). All of them: migrate history.",
                "show",
                "099");
        refused(
                "There is no revision text. The nearest: 002 (texts). All of them: migrate history.",
                "upgrade",
                "text");
        refused(
                "There is no revision -. The nearest: 001 (initial schema), 002 (texts). All of them: migrate history.",
                "upgrade",
                "-");
    }

    @Test
    void aDevelopmentCommandInProduction() {
        for (var name : DevelopmentCommands.BY_NAME.keySet()) {
            if (name.equals("upgrade")) {
                // In a checkout its plan shows the findings of lint.
                continue;
            }
            assertThat(new Cli(database, files.revisions()).migrate(Map.of(), name))
                    .isEqualTo(new Cli.Result(
                            1,
                            "",
                            "FAILED: " + name + " is a development command: run it in a checkout with:"
                                    + " src/dev/migrate " + name + "."
                                    + (name.equals("check")
                                            ? " In production, check the live database with: migrate check --database."
                                            : "")
                                    + "\n"));
        }
    }

    @Test
    void anAmbiguousBeginning() {
        refused(
                "00 is ambiguous: 001 (initial schema), 002 (texts) begin with it. Write more of the number.",
                "upgrade",
                "00");
    }

    @Test
    void stepsBeyondTheEnds() {
        refused("+3 is 1 beyond the head, 002: it counts from the base.", "upgrade", "+3");
        run("upgrade");
        refused("-3 is 1 beyond the base: it counts from 002.", "downgrade", "-3");
    }

    @Test
    void theWrongDirection() {
        run("upgrade");
        refused(
                "The database is at 002, past 001: upgrade only goes up. What an undo script loses is said in it.",
                "upgrade",
                "001");
        run("downgrade", "001");
        refused("The database is at 001, before 002. To go up, run: migrate upgrade 002.", "downgrade", "002");
    }

    @Test
    void aDatabaseAheadOfTheProgram() {
        run("upgrade");
        files.without("migration/V002__texts.sql");
        for (var command : new String[][] {{"upgrade"}, {"downgrade", "base"}, {"current"}, {"repair"}}) {
            var result = cli().migrate(command);
            assertThat(result.code()).as(command[0]).isEqualTo(1);
            assertThat(result.err())
                    .as(command[0])
                    .startsWith("FAILED: The database ")
                    .contains("revision 002 (texts), which this program does not have; its newest is 001.")
                    .hasLineCount(1);
        }
    }

    @Test
    void aRevisionEditedAfterItWasApplied() throws IOException {
        run("upgrade");
        var was = cli().revisions().find("2").orElseThrow().up().checksum();
        Files.writeString(folder.resolve("migration/V002__texts.sql"), "ALTER TABLE notes ADD COLUMN b text;");
        var is = cli().revisions().find("2").orElseThrow().up().checksum();

        refused(
                "Revision 002, texts, was edited after it was applied: its checksum was " + was + " and is " + is
                        + " now. Put V002__texts.sql back as it was, and make the change in a new revision.",
                "upgrade");
        assertThat(cli().migrate("downgrade", "base").code()).isEqualTo(1);
        assertThat(tables()).isEqualTo("flyway_schema_history, notes");

        assertThat(cli().migrate("repair").out())
                .isEqualTo("Updated the checksum of revision 002 (texts) to that of its script.\n");
        assertThat(cli().migrate("upgrade").code()).isZero();
    }

    @Test
    void aDatabaseWithAnotherRevisionOfTheSameNumber() {
        run("upgrade");
        files.without("migration/V002__texts.sql").without("undo/U002__texts.sql");
        files.with("002__words", "ALTER TABLE notes ADD COLUMN b text;", "ALTER TABLE notes DROP COLUMN b;");

        for (var command : new String[][] {{"upgrade"}, {"downgrade", "base"}}) {
            refused(
                    "Revision 002 is \"texts\" in the database and \"words\" in this program: another version of the program,"
                            + " with other revisions, migrated the database. Run that version; or, if two branches took the same number,"
                            + " give this program's pair the next free one, in a checkout: migrate renumber.",
                    command);
        }
        assertThat(tables()).isEqualTo("flyway_schema_history, notes");
    }

    @Test
    void aRevisionThatCameLate() {
        files.without("migration/V001__initial_schema.sql");
        execute("CREATE TABLE notes (id bigint)");
        run("stamp", "--unchecked", "002");
        files.with("001__initial_schema", "CREATE TABLE notes (id bigint NOT NULL);", "DROP TABLE notes;");

        refused(
                "Revision 001, initial schema, is not applied, and a newer one is. Give it the next free number, so that it"
                        + " comes last: migrate renumber does that in a checkout.",
                "upgrade");
    }

    @Test
    void aTableThatIsThereAlready() {
        run("upgrade", "001");
        execute("ALTER TABLE notes ADD COLUMN a text");

        var result = cli().migrate("upgrade");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "FAILED: V002__texts.sql failed: ERROR: column \"a\" of relation \"notes\" already exists. At line 1: ALTER TABLE notes ADD COLUMN a"
                                + " text. All of it was rolled back."
                                + " It exists already. If the database has all of revision 002, record that with: migrate stamp 002.\n");
        assertThat(run("current")).isEqualTo("001\n");
    }

    @Test
    void aMissingUndoScript() {
        run("upgrade");
        files.without("undo/U001__initial_schema.sql");

        refused(
                "Revision 001, initial schema, has no undo script: write U001__initial_schema.sql, or downgrade no further"
                        + " than to 001.",
                "downgrade",
                "base");
        assertThat(run("current")).isEqualTo("002 (head)\n");
    }

    @Test
    void aDatabaseThatIsDown() {
        var down = new Cli("postgresql://me:hunter2@localhost:1/answers", files.revisions());
        for (var command :
                new String[][] {{"current"}, {"upgrade"}, {"downgrade", "-1"}, {"stamp", "1"}, {"adopt"}, {"repair"}}) {
            var result = down.migrate(command);
            assertThat(result.code()).as(command[0]).isEqualTo(1);
            assertThat(result.err())
                    .as(command[0])
                    .startsWith("FAILED: The database at postgresql://me@localhost:1/answers can't be reached: ")
                    .endsWith(" Start it, or correct DATABASE_URL, and run this again.\n")
                    .doesNotContain("hunter2")
                    .hasLineCount(1);
        }
    }

    @Test
    void aWrongPassword() throws Exception {
        var user = userWithPassword("CREATE ROLE %s LOGIN PASSWORD 'right'");
        var result = new Cli(database.replace("postgres@", user + ":hunter2@"), files.revisions()).migrate("current");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("FAILED: postgresql://" + user + "@localhost:")
                .contains("refuses the connection: FATAL: password authentication failed for user \"" + user + "\"")
                .endsWith("Correct the user, the password or the database in DATABASE_URL.\n")
                .doesNotContain("hunter2")
                .hasLineCount(1);
    }

    @Test
    void aDatabaseThatDoesNotExist() {
        var result = new Cli(database + "_not", files.revisions()).migrate("upgrade");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("refuses the connection: FATAL: database \"")
                .contains("does not exist")
                .hasLineCount(1);
    }

    @Test
    void aUserWithoutTheRight() {
        var user = "guest_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE ROLE " + user + " LOGIN");
        run("upgrade", "001");
        var guest = new Cli(database.replace("postgres@", user + "@"), files.revisions());

        var result = guest.migrate("upgrade");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("FAILED: The user of DATABASE_URL lacks a right: ERROR: permission denied")
                .endsWith("Grant it, or migrate as the owner of the schema.\n")
                .hasLineCount(1);
    }

    @Test
    void wrongUse() {
        assertThat(cli().migrate().code()).isEqualTo(2);
        assertThat(cli().migrate("sideways").code()).isEqualTo(2);
        assertThat(cli().migrate("downgrade").code()).isEqualTo(2);
        assertThat(cli().migrate("upgrade", "--lock-timeout", "soon").code()).isEqualTo(2);
        assertThat(cli().migrate("upgrade", "--lock-timeout", "soon").err())
                .contains("'soon' is not a duration: write it as 500ms, 5s or 1m");
    }

    @Test
    void theStackTraceComesOnlyWhenAsked() {
        assertThat(cli().migrate("show", "099").err()).doesNotContain("\tat ");
        assertThat(cli().migrate("show", "099", "--stacktrace").err()).contains("\tat ");
    }

    private Cli cli() {
        return new Cli(database, files.revisions());
    }

    private String run(String... arguments) {
        var result = cli().migrate(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private void refused(String line, String... arguments) {
        assertThat(cli().migrate(arguments)).isEqualTo(new Cli.Result(1, "", "FAILED: " + line + "\n"));
    }

    private String tables() {
        return query("SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class WHERE relkind = 'r'"
                + " AND relnamespace = 'public'::regnamespace");
    }

    /** A role that has to prove itself: everybody else on the tests' server need not. */
    private String userWithPassword(String sql) throws IOException {
        var user = "locked_" + UUID.randomUUID().toString().replace("-", "");
        execute(sql.formatted(user));
        var rules = Path.of(query("SHOW hba_file"));
        Files.writeString(rules, "host all " + user + " all scram-sha-256\n" + Files.readString(rules));
        query("SELECT pg_reload_conf()");
        return user;
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection(
                        DatabaseUrl.parse(database).settings().get("quarkus.datasource.jdbc.url"), "postgres", null);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private String query(String sql) {
        try (var connection = DriverManager.getConnection(
                        DatabaseUrl.parse(database).settings().get("quarkus.datasource.jdbc.url"), "postgres", null);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
