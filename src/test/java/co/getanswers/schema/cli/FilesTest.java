package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.TestDatabase;
import co.getanswers.platform.InvalidSetting;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no scripts, and what a failure tells of those that are. */
class FilesTest {
    @TempDir
    Path path;

    private Folder files;

    @BeforeEach
    void people() {
        files = Folder.in(path).with("001__people", """
                CREATE TABLE people (email text CONSTRAINT uq_people UNIQUE, age text);
                INSERT INTO people VALUES ('ann@example.com', 'secret age');
                """, "DROP TABLE people;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migration/V002__x.SQL",
                "migration/V001__people.sql.conf",
                "undo/U002__x.sql.orig",
                "migration/v002__x.sql",
                "migration/V002_x.sql",
                "undo/V002__x.sql"
            })
    void aFileOfAnotherNameIsRefused(String name) throws IOException {
        Files.writeString(path.resolve(name), "SELECT 1;");
        assertThatThrownBy(files::revisions)
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("The file " + Path.of(name).getFileName() + " is no revision's: name it ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16"})
    void aFileInAnotherEncodingIsRefused(String encoding) throws IOException {
        Files.write(path.resolve("migration/V002__x.sql"), "SELECT 'ä';".getBytes(Charset.forName(encoding)));
        assertThatThrownBy(files::revisions)
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("The file V002__x.sql is not in UTF-8: save it in that encoding.");
    }

    @Test
    void aFileWithZeroBytesIsRefusedBeforeAnythingRuns() throws IOException {
        Files.write(path.resolve("migration/V002__x.sql"), "SELECT 1;".getBytes(StandardCharsets.UTF_16LE));
        var upgrade = migrate("upgrade");
        assertThat(upgrade.out()).isEmpty();
        assertThat(upgrade.err()).startsWith("FAILED: V002__x.sql, line 1: it holds a zero byte");
    }

    @Test
    void aFailureTellsLineStatementDetailAndHint() {
        files.with("002__broken", """
                CREATE VIEW ages AS SELECT age FROM people;

                ALTER TABLE people
                    DROP COLUMN age;
                """, "SELECT 1;");
        assertThat(migrate("upgrade").err())
                .isEqualTo(
                        "FAILED: V002__broken.sql failed: ERROR: cannot drop column age of table people because other"
                                + " objects depend on it. Detail: view ages depends on column age of table people. Hint: Use DROP"
                                + " ... CASCADE to drop the dependent objects too. At line 3: ALTER TABLE people DROP COLUMN age."
                                + " All of it was rolled back.\n");
    }

    @Test
    void theLineIsThatWhereTheServerPointsInAStatement() {
        files.with("002__broken", "-- A comment.\nSELECT 1,\n    2,\n    nothing\nFROM people;", "SELECT 1;");
        assertThat(migrate("upgrade").err()).contains("At line 4: SELECT 1, 2, nothing FROM people.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO people SELECT email FROM people;",
                "ALTER TABLE people ALTER COLUMN age TYPE integer USING age::integer;",
                "ALTER TABLE people ADD CHECK (length(age) > 3); INSERT INTO people SELECT 'a' || email, '' FROM people;"
            })
    void valuesOfRowsAreShownOnlyWhenAskedFor(String statement) {
        files.with("002__broken", statement, "SELECT 1;");
        var quiet = migrate("upgrade");
        assertThat(quiet.err())
                .startsWith("FAILED: V002__broken.sql failed: ")
                .doesNotContain("ann@example.com")
                .doesNotContain("secret")
                .hasLineCount(1);
        assertThat(migrate("upgrade", "-v").err())
                .containsAnyOf("ann@example.com", "secret age")
                .contains("Statement, line 1:\n");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(migrate("--version").out()).startsWith("getanswers ");
        assertThat(migrate("upgrade", "--version").out()).startsWith("getanswers ");
    }

    private Cli.Result migrate(String... arguments) {
        var cli = new Cli(TestDatabase.fresh(), files.revisions());
        return cli.migrate(arguments);
    }
}
