package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of the commands where all is in order, in Alembic's form. */
class MigrateOutputTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void threeRevisions() {
        var revisions = Folder.in(folder)
                .with("001__initial_schema", "CREATE TABLE notes (id bigint NOT NULL);", "DROP TABLE notes;")
                .with("002__harden_types", "ALTER TABLE notes ADD COLUMN a text;", "ALTER TABLE notes DROP COLUMN a;")
                .with("003__owner", "ALTER TABLE notes ADD COLUMN b text;", "ALTER TABLE notes DROP COLUMN b;");
        cli = new Cli(TestDatabase.fresh(), revisions.revisions());
    }

    @Test
    void currentIsEmptyAtTheBaseAndMarksTheHead() {
        assertThat(cli.migrate("current")).isEqualTo(new Cli.Result(0, "", ""));

        cli.migrate("upgrade", "002");
        assertThat(cli.migrate("current")).isEqualTo(new Cli.Result(0, "002\n", ""));

        cli.migrate("upgrade");
        assertThat(cli.migrate("current", "--check-heads")).isEqualTo(new Cli.Result(0, "003 (head)\n", ""));
    }

    @Test
    void currentSaysEverythingWhenAsked() {
        cli.migrate("upgrade");

        assertThat(withoutWhatVaries(cli.migrate("current", "-v").out())).isEqualTo("""
                Current revision(s) for postgresql://postgres@localhost:PORT/DATABASE:
                Rev: 003 (head)
                Parent: 002
                Path: FOLDER/migration/V003__owner.sql

                    owner

                    Revision ID: 003
                    Revises: 002
                    Applied: TIME by postgres in N ms

                """);
    }

    @Test
    void checkHeadsSaysHowFarBehindItIs() {
        cli.migrate("upgrade", "001");

        assertThat(cli.migrate("current", "--check-heads"))
                .isEqualTo(
                        new Cli.Result(
                                1,
                                "001\n",
                                "FAILED: The database is at 001, not at the head, 003. Bring it there with: migrate upgrade.\n"));
    }

    @Test
    void historyIsNewestFirst() {
        cli.migrate("upgrade", "2");

        assertThat(cli.migrate("history").out()).isEqualTo("""
                002 -> 003 (head), owner
                001 -> 002, harden types
                <base> -> 001, initial schema
                """);
        assertThat(cli.migrate("history", "-i").lines().get(1)).isEqualTo("001 -> 002 (current), harden types");
        assertThat(cli.migrate("history", "-r", "002:").lines())
                .containsExactly("002 -> 003 (head), owner", "001 -> 002, harden types");
        assertThat(cli.migrate("history", "-r", ":002").lines())
                .containsExactly("001 -> 002, harden types", "<base> -> 001, initial schema");
        assertThat(cli.migrate("history", "-r", "-1:current").lines())
                .containsExactly("001 -> 002, harden types", "<base> -> 001, initial schema");
    }

    @Test
    void historySaysWhatWasAppliedWhenAndByWhom() {
        cli.migrate("upgrade", "001");

        assertThat(withoutWhatVaries(cli.migrate("history", "-v", "-r", ":2").out()))
                .isEqualTo("""
                Rev: 002
                Parent: 001
                Path: FOLDER/migration/V002__harden_types.sql

                    harden types

                    Revision ID: 002
                    Revises: 001

                Rev: 001
                Parent: <base>
                Path: FOLDER/migration/V001__initial_schema.sql

                    initial schema

                    Revision ID: 001
                    Revises:\s
                    Applied: TIME by postgres in N ms

                """);
    }

    @Test
    void headsAndShowNeedNoDatabase() {
        var nowhere = new Cli("postgresql://nobody@localhost:1/nothing", cli.revisions());

        assertThat(nowhere.migrate("heads")).isEqualTo(new Cli.Result(0, "003 (head)\n", ""));
        assertThat(withoutWhatVaries(nowhere.migrate("show", "head").out())).isEqualTo("""
                Rev: 003 (head)
                Parent: 002
                Path: FOLDER/migration/V003__owner.sql

                    owner

                    Revision ID: 003
                    Revises: 002

                """);
        assertThat(nowhere.migrate("show", "head-2").lines()).contains("Rev: 001");
        assertThat(nowhere.migrate("history").code()).isZero();
    }

    @Test
    void upAndDownPrintALineWhenEachBeginsAndItsTimeAtTheEnd() {
        assertThat(withoutWhatVaries(cli.migrate("upgrade", "+2").out())).isEqualTo("""
                Running upgrade  -> 001, initial schema
                Running upgrade 001 -> 002, harden types
                  2 done in one transaction, in N ms
                """);
        assertThat(withoutWhatVaries(cli.migrate("upgrade").out()))
                .isEqualTo("Running upgrade 002 -> 003, owner\n  done in N ms\n");
        assertThat(cli.migrate("upgrade")).isEqualTo(new Cli.Result(0, "", ""));
        assertThat(withoutWhatVaries(cli.migrate("downgrade", "-1").out()))
                .isEqualTo("Running downgrade 003 -> 002, owner\n  done in N ms\n");
        assertThat(withoutWhatVaries(cli.migrate("downgrade", "base").out())).isEqualTo("""
                Running downgrade 002 -> 001, harden types
                Running downgrade 001 -> , initial schema
                  2 done in one transaction, in N ms
                """);
        assertThat(cli.migrate("current").out()).isEmpty();
    }

    @Test
    void stampRecordsWithoutRunning() {
        cli.database().execute("CREATE TABLE notes (id bigint NOT NULL, a text, b text)");
        assertThat(cli.migrate("stamp", "002").out()).isEqualTo("Running stamp_revision  -> 002\n");
        assertThat(cli.migrate("current").out()).isEqualTo("002\n");
        assertThat(cli.migrate("stamp", "001").out()).isEqualTo("Running stamp_revision 002 -> 001\n");
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");
        assertThat(cli.migrate("stamp", "--purge", "head").code()).isZero();
        assertThat(cli.migrate("current").out()).isEqualTo("003 (head)\n");
        assertThat(cli.migrate("stamp", "base").code()).isZero();
        assertThat(cli.migrate("current").out()).isEmpty();
        cli.database().execute("DROP TABLE notes");
        assertThat(cli.migrate("upgrade").code()).isZero();
    }

    @Test
    void stampRefusesWhatTheSchemaLacks() {
        cli.database().execute("CREATE TABLE notes (id bigint NOT NULL, a text)");
        assertThat(cli.migrate("stamp", "head"))
                .isEqualTo(new Cli.Result(
                        1,
                        "",
                        "FAILED: The database's schema is not that of revision 003, owner: nothing was recorded. Name"
                                + " the revision that it has; or --unchecked, if you know better. The differences:\n"
                                + "  column notes.b is missing\n"));
        assertThat(cli.migrate("current").out()).isEmpty();
        assertThat(cli.migrate("stamp", "head", "--unchecked").code()).isZero();
        assertThat(cli.migrate("current").out()).isEqualTo("003 (head)\n");
    }

    @Test
    void everyCommandExplainsItself() {
        assertThat(cli.migrate("--help").code()).isZero();
        for (var command : cli.migrate("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.startsWith("Commands:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> line.matches("  \\w+ .*"))
                .map(line -> line.strip().split(" ")[0])
                .toList()) {
            var help = cli.migrate(command, "--help");
            assertThat(help.code()).as(command).isZero();
            assertThat(help.out()).as(command).startsWith("Usage: migrate " + command);
            assertThat(help.out().lines().filter(line -> line.matches("      --\\w.*|  -\\w,.*")))
                    .as("options of " + command)
                    .allSatisfy(line -> assertThat(line).isNotBlank());
        }
    }

    private String withoutWhatVaries(String printed) {
        return printed.replaceAll("\\d+ ms", "N ms")
                .replaceAll("Applied: [\\d-]+ [\\d:]+", "Applied: TIME")
                .replaceAll("localhost:\\d+/\\w+", "localhost:PORT/DATABASE")
                .replace(folder.toString(), "FOLDER");
    }
}
