package co.getanswers.schema.dev;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.cli.Cli;
import co.getanswers.schema.dev.lint.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String NO_DATABASE = "postgresql://nobody@localhost:1/none";

    @TempDir
    Path folder;

    private Cli.Result lint(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "lint";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Cli(NO_DATABASE, Revisions.inFolders(folder.resolve("migration"), folder.resolve("undo")))
                .migrate(all);
    }

    private void write(String kind, String name, String sql) throws IOException {
        var file = folder.resolve(kind.equals("V") ? "migration" : "undo").resolve(kind + name + ".sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, sql);
    }

    private void writeThreeOfWhichTheSecondHurts() throws IOException {
        write("V", "001__mail", "CREATE TABLE mail (id uuid PRIMARY KEY, body text, size integer);");
        write("V", "002__no_body", "\nALTER TABLE mail DROP COLUMN body;");
        write("V", "003__note", "ALTER TABLE mail ADD COLUMN note text;");
        for (var undo : new String[] {"001__mail", "002__no_body", "003__note"}) {
            write("U", undo, "SELECT 1;");
        }
    }

    @Test
    void theServicesOwnRevisionsAreClean() {
        var revisions = OwnRevisions.ALL;
        assertThat(new Cli(NO_DATABASE, revisions).migrate("lint"))
                .isEqualTo(new Cli.Result(0, revisions.all().size() + " revisions, no findings.\n", ""));
    }

    @Test
    void aFindingIsPrintedAndTheExitCodeIsOne() throws IOException {
        writeThreeOfWhichTheSecondHurts();
        var result = lint();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.lines().get(0)).startsWith("V002__no_body.sql:2: drop-in-use: ");
        assertThat(result.lines().get(1)).startsWith("    safe: ");
        assertThat(result.err()).startsWith("FAILED: 3 revisions, 1 finding. ");
    }

    @Test
    void aRangeReportsItsRevisionsAloneAndReadsAll() throws IOException {
        writeThreeOfWhichTheSecondHurts();
        assertThat(lint("003:").out()).isEqualToNormalizingNewlines("1 revision, no findings.\n");
        assertThat(lint(":1").out()).isEqualToNormalizingNewlines("1 revision, no findings.\n");
        assertThat(lint("2:2").code()).isEqualTo(1);
    }

    @Test
    void aRangeOfWhatDoesNotExistIsRefused() throws IOException {
        writeThreeOfWhichTheSecondHurts();
        var result = lint("7:9");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("FAILED: There is no revision 7");
    }

    @Test
    void onlyARevisionAfterAReleaseHasToLeaveTheValuesThatRunningInstancesWrite() throws IOException {
        write("V", "001__mail", "CREATE TABLE mail (kind text, CONSTRAINT ck_kind CHECK (kind IN ('new', 'old')));");
        write("V", "002__kinds", """
                ALTER TABLE mail
                    DROP CONSTRAINT ck_kind,
                    ADD CONSTRAINT ck_kind CHECK (kind IN ('new')) NOT VALID;""");
        for (var undo : new String[] {"001__mail", "002__kinds"}) {
            write("U", undo, "SELECT 1;");
        }
        assertThat(lint().code()).as("there is no release yet").isZero();
        assertThat(lint("--released-up-to", "002").code()).isZero();
        assertThat(lint("--released-up-to", "001").out()).startsWith("V002__kinds.sql:3: values-removed: ");
        assertThat(lint("--released-up-to", "7").err()).startsWith("FAILED: There is no revision 7");
    }

    @Test
    void whatIsAllowedBeforeAReleaseIsAllowedAfterIt() throws IOException {
        write("V", "001__mail", "CREATE TABLE mail (kind text, CONSTRAINT ck_kind CHECK (kind IN ('new', 'old')));");
        write("V", "002__kinds", """
                ALTER TABLE mail DROP CONSTRAINT ck_kind;
                -- lint:allow values-removed: no release ever wrote it.
                ALTER TABLE mail ADD CONSTRAINT ck_kind CHECK (kind IN ('new')) NOT VALID;""");
        for (var undo : new String[] {"001__mail", "002__kinds"}) {
            write("U", undo, "SELECT 1;");
        }
        for (var released : new String[] {"base", "001", "002"}) {
            assertThat(lint("--released-up-to", released).code()).as(released).isZero();
        }
    }

    @Test
    void theRulesAreListedWithALineEach() {
        var result = lint("--rules");
        assertThat(result.code()).isZero();
        assertThat(result.lines()).hasSize(Rule.values().length);
        assertThat(result.lines().get(0)).startsWith("index-not-concurrent ").doesNotContain("null");
    }

    @Test
    void anOptionThatIsNoneIsWrongUsage() {
        assertThat(lint("--rule").code()).isEqualTo(2);
    }

    @Test
    void helpShowsHowAStatementIsAllowed() {
        var result = lint("--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("-- lint:allow drop-in-use: ", "--rules", "A:B");
    }
}
