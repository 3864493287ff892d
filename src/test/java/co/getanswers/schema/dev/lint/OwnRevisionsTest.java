package co.getanswers.schema.dev.lint;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.schema.Revisions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The build's gate: what hurts a live system is put right, or its reason stands before it. */
class OwnRevisionsTest {
    private static final Path DB = Path.of("src", "main", "resources", "db");

    @Test
    void noRevisionOfThisProjectHurtsALiveSystemWithoutSayingWhy() {
        var revisions =
                Revisions.in(DB.resolve("migration"), DB.resolve("undo")).all();
        assertThat(revisions).hasSizeGreaterThan(60);
        assertThat(Lint.check(revisions)).isEmpty();
    }
}
