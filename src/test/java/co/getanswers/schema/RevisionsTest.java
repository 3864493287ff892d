package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionsTest {
    @Test
    void everyRevisionHasItsUndoAndNoUndoIsLeftOver() {
        assertThat(SqlScript.undos().stream().map(SqlScript::revision))
                .containsExactlyElementsOf(
                        SqlScript.migrations().stream().map(SqlScript::revision).toList());
    }

    @Test
    void allTheWayDownNothingIsLeft() {
        var database = Database.migrated();
        database.undoTo("000");
        assertThat(Catalog.of(database)).isEqualTo(new Catalog(List.of(), List.of(), List.of(), List.of()));
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                        + " AND relkind = 'r'"))
                .containsExactly("flyway_schema_history");
    }

    @Test
    void aScriptIsConcurrentThroughoutOrNotAtAll() {
        var scripts = new java.util.ArrayList<>(SqlScript.migrations());
        scripts.addAll(SqlScript.undos());
        assertThat(scripts)
                .allSatisfy(script -> assertThat(script.statements().stream()
                                .map(SqlScript::concurrent)
                                .distinct())
                        .hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void atTheHeadEveryConstraintWasReadAndEveryIndexIsValid() {
        var catalog = Catalog.of(Database.migrated());
        assertThat(catalog.constraints()).noneMatch(constraint -> constraint.endsWith("NOT VALID"));
        assertThat(catalog.indexes()).allMatch(index -> index.endsWith("| valid"));
    }

    @Test
    void whatAnInterruptedBuildLeftBehindIsBuiltAgain() {
        var database = Database.empty();
        database.migrateTo(OwnRevisions.before(OwnRevisions.named("index agent actions")));
        database.execute("CREATE INDEX ix_agent_actions_queue ON agent_actions (user_id)");
        database.execute(
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_agent_actions_queue'::regclass");
        database.migrateTo("latest");
        assertThat(Catalog.of(database)).isEqualTo(Catalog.of(Database.migrated()));
    }
}
