package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two branches that wrote revisions side by side, after their merge. */
class RenumberTest {
    private final String url = TestDatabase.fresh();

    @TempDir
    private Path folder;

    private Folder files;

    @BeforeEach
    void write() {
        files = Folder.in(folder)
                .with("001__initial_schema", "CREATE TABLE notes (id bigint);", "DROP TABLE notes;")
                .with("002__mine", "ALTER TABLE notes ADD COLUMN a text;", "ALTER TABLE notes DROP COLUMN a;")
                .with("004__mine_too", "ALTER TABLE notes ADD COLUMN b text;", "ALTER TABLE notes DROP COLUMN b;");
        assertThat(cli().migrate("upgrade").code()).isZero();
    }

    @Test
    void aRevisionThatCameLateIsNamedAndMovedBehindAllOthers() throws IOException {
        files.with("003__yours", "ALTER TABLE notes ADD COLUMN c text;", "ALTER TABLE notes DROP COLUMN c;");
        assertThat(cli().migrate("current", "--check-heads"))
                .satisfies(result -> assertThat(result.code()).isEqualTo(1))
                .satisfies(result -> assertThat(result.err()).contains("lacks 003, yours", "migrate renumber"));
        assertThat(cli().migrate("history", "-i").lines())
                .containsSequence("003 -> 004 (head) (current), mine too", "002 -> 003 (not applied), yours");
        assertThat(cli().migrate("upgrade").err()).contains("not applied, and a newer one is", "migrate renumber");

        assertThat(renumber()).isEqualTo(new Cli.Result(0, "V003__yours.sql -> V005__yours.sql\n", ""));

        assertThat(names("undo"))
                .containsExactly("U001__initial_schema.sql", "U002__mine.sql", "U004__mine_too.sql", "U005__yours.sql");
        assertThat(cli().migrate("upgrade").code()).isZero();
        assertThat(cli().migrate("current", "-c").out()).isEqualTo("005 (head)\n");
        assertThat(renumber().out()).isEqualTo("Every pair is in its place.\n");
    }

    @Test
    void ofTwoWithOneNumberTheOneThatTheDatabaseHasStays() throws IOException {
        files.with("002__yours", "ALTER TABLE notes ADD COLUMN c text;", "ALTER TABLE notes DROP COLUMN c;");
        assertThat(renumber().out()).isEqualTo("V002__yours.sql -> V005__yours.sql\n");
        assertThat(names("migration")).contains("V002__mine.sql").doesNotContain("V002__yours.sql");
        assertThat(cli().migrate("upgrade").code()).isZero();
    }

    @Test
    void whereTheDatabaseHasNeitherThePersonNamesOne() {
        files.with("006__one", "SELECT 1;", "SELECT 1;").with("006__two", "SELECT 2;", "SELECT 2;");
        assertThat(renumber().err())
                .isEqualTo(
                        "FAILED: V006__one.sql and V006__two.sql have the same number, and the database has neither: name"
                                + " the one to move, such as: migrate renumber V006__two.sql.\n");
        assertThat(renumber("V006__one.sql").out()).isEqualTo("V006__one.sql -> V007__one.sql\n");
    }

    @Test
    void whatTheDatabaseHasIsNotMoved() throws IOException {
        assertThat(renumber("V002__mine.sql").err()).startsWith("FAILED: V002__mine.sql is applied to the database");
        assertThat(renumber("V009__none.sql").err()).startsWith("FAILED: There is no file V009__none.sql");
        assertThat(names("migration")).contains("V002__mine.sql");
    }

    private Cli.Result renumber(String... files) {
        var arguments = new java.util.ArrayList<>(List.of("renumber", "--directory", folder.toString()));
        arguments.addAll(List.of(files));
        return new Cli(url, new co.getanswers.schema.Revisions(List.of())).migrate(arguments.toArray(String[]::new));
    }

    private Cli cli() {
        return new Cli(url, files.revisions());
    }

    private List<String> names(String kind) throws IOException {
        try (var names = Files.list(folder.resolve(kind))) {
            return names.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
