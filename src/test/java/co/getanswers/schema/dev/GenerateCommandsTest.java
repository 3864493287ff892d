package co.getanswers.schema.dev;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The development commands, over the project's own revisions and entities and over small ones. */
class GenerateCommandsTest {
    private static final String SCRATCH = TestDatabase.fresh();
    private static final Path OWN = Path.of("src", "main", "resources", "db");

    @TempDir
    Path folder;

    @Test
    void checkFindsTheProjectsEntitiesAndRevisionsTheSame() {
        var check = migrate("check", "--scratch-url", SCRATCH);
        assertThat(check.err()).isEmpty();
        assertThat(check.lines()).containsExactly("No new upgrade operations detected.");
        assertThat(check.code()).isZero();
    }

    @Test
    void everyUndoOfTheProjectComesBackExactlyAndTheRevisionGoesUpAgain() {
        var verify = migrate("verify", "--scratch-url", SCRATCH);
        assertThat(verify.code()).as(verify.err()).isZero();
        assertThat(verify.lines()).last().isEqualTo("The entities describe the migrated schema.");
        assertThat(verify.err()).contains("Verifying " + OwnRevisions.ids().get(9) + " of ");
    }

    @Test
    void whatTheRevisionsLackIsPrintedAndRefusedByCheck() throws IOException {
        copyOwnRevisions();
        write("V900__lose.sql", "DROP INDEX ix_users_email; ALTER TABLE policies DROP COLUMN is_active;");
        write("U900__lose.sql", "SELECT;");
        var check = migrate("check", "--scratch-url", SCRATCH, "--directory", folder.toString());
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out())
                .contains("CREATE UNIQUE INDEX CONCURRENTLY ix_users_email ON users (email);")
                .contains("ALTER TABLE policies\n    ADD COLUMN is_active boolean NOT NULL;");
        assertThat(check.err()).startsWith("FAILED: The revisions lack what the entities describe.");

        var revision = migrate(
                "revision",
                "-m",
                "Find it!",
                "--autogenerate",
                "--scratch-url",
                SCRATCH,
                "--directory",
                folder.toString());
        assertThat(revision.lines())
                .containsExactly(
                        "Generating " + folder.resolve("migration/V901__find_it.sql") + " ...  done",
                        "Generating " + folder.resolve("undo/U901__find_it.sql") + " ...  done",
                        "Generating " + folder.resolve("migration/V902__find_it_create_ix_users_email.sql")
                                + " ...  done",
                        "Generating " + folder.resolve("undo/U902__find_it_create_ix_users_email.sql") + " ...  done");
        assertThat(migrate("check", "--scratch-url", SCRATCH, "--directory", folder.toString())
                        .code())
                .isZero();
    }

    @Test
    void whereNothingChangedAutogenerateWritesNothing() throws IOException {
        copyOwnRevisions();
        var before = files();
        var revision = migrate(
                "revision",
                "-m",
                "nothing",
                "--autogenerate",
                "--scratch-url",
                SCRATCH,
                "--directory",
                folder.toString());
        assertThat(revision.code()).isZero();
        assertThat(revision.lines()).containsExactly("No changes detected: nothing is written.");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void revisionWritesTheNextEmptyPair() throws IOException {
        folders();
        write("V007__before.sql", "SELECT;");
        write("U007__before.sql", "SELECT;");
        var revision = migrate("revision", "-m", "Add the owner's e-mail", "--directory", folder.toString());
        assertThat(revision.code()).isZero();
        assertThat(revision.lines())
                .containsExactly(
                        "Generating " + folder.resolve("migration/V008__add_the_owner_s_e_mail.sql") + " ...  done",
                        "Generating " + folder.resolve("undo/U008__add_the_owner_s_e_mail.sql") + " ...  done");
        assertThat(folder.resolve("migration/V008__add_the_owner_s_e_mail.sql"))
                .content()
                .startsWith("-- Add the owner's e-mail\n");
    }

    @Test
    void revisionTakesItsOwnIdAndRefusesOnesThatCantBe() throws IOException {
        folders();
        write("V007__before.sql", "SELECT;");
        write("U007__before.sql", "SELECT;");
        assertThat(revision("--rev-id", "7").err()).contains("FAILED: Revision 007, before, exists already");
        assertThat(revision("--rev-id", "006").err()).contains("FAILED: Revision 006 would come before 7");
        assertThat(revision("--rev-id", "b7").code()).isEqualTo(2);
        assertThat(migrate("revision", "-m", " ", "--directory", folder.toString())
                        .code())
                .isEqualTo(2);
        assertThat(migrate("revision", "--directory", folder.toString()).code()).isEqualTo(2);
        assertThat(files()).hasSize(2);
        assertThat(revision("--rev-id", "0100").code()).isZero();
        assertThat(files()).contains("V0100__mine.sql", "U0100__mine.sql");
    }

    @Test
    void verifyNamesThePairThatDoesNotComeBackAndWhatDiffers() throws IOException {
        folders();
        write("V001__first.sql", "CREATE TABLE t (id int);");
        write("U001__first.sql", "DROP TABLE t;");
        write("V002__second.sql", "ALTER TABLE t ADD COLUMN n int; CREATE INDEX ix_t_id ON t (id);");
        write("U002__second.sql", "ALTER TABLE t DROP COLUMN n;");
        var verify = migrate("verify", "--scratch-url", SCRATCH, "--directory", folder.toString());
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.err())
                .contains("FAILED: The undo of revision 002, second, does not revert it exactly")
                .contains("+ index CREATE INDEX ix_t_id ON public.t USING btree (id)");
        assertThat(migrate("verify", "1", "--scratch-url", SCRATCH, "--directory", folder.toString())
                        .code())
                .isZero();
    }

    @Test
    void aFolderWithoutRevisionsIsNamed() {
        var check = migrate("check", "--directory", folder.resolve("nowhere").toString(), "--scratch-url", SCRATCH);
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.err()).contains("nowhere has no folders migration and undo");
    }

    private Cli.Result revision(String... arguments) {
        return migrate(Stream.concat(
                        Stream.of("revision", "-m", "mine", "--directory", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static Cli.Result migrate(String... arguments) {
        return Cli.onEmptyDatabase().migrate(arguments);
    }

    private void copyOwnRevisions() throws IOException {
        folders();
        for (var kind : List.of("migration", "undo")) {
            try (var files = Files.list(OWN.resolve(kind))) {
                for (var file : files.toList()) {
                    Files.copy(file, folder.resolve(kind).resolve(file.getFileName()));
                }
            }
        }
    }

    private void folders() throws IOException {
        Files.createDirectories(folder.resolve("migration"));
        Files.createDirectories(folder.resolve("undo"));
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(
                folder.resolve(name.startsWith("V") ? "migration" : "undo").resolve(name), sql);
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
