package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.platform.AdoptedCredentials;
import co.getanswers.schema.AlembicDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.Database;
import co.getanswers.schema.OwnRevisions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that the service before left at each of its revisions. */
class AlembicRevisionsTest {
    private static final ClearTextCredentials SEALED = new ClearTextCredentials(
            Optional.of(AdoptedCredentials.SEAL), Optional.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

    private final String url = TestDatabase.fresh();
    private final Cli cli = new Cli(url, OwnRevisions.ALL, SEALED);
    private final Database database = Database.at(url);

    static List<String> revisions() {
        return AlembicDatabase.revisions();
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void everyRevisionIsTakenOverAndUpgradedWithEveryRow(String revision) {
        AlembicDatabase.make(revision, database);
        var own = database.tables();
        var rows = withoutCredentials();

        var adopted = cli.migrate("adopt");

        assertThat(adopted.code()).as(adopted.err()).isZero();
        assertThat(adopted.lines())
                .startsWith("Took over the database that Alembic left at revision " + revision + ".");
        assertThat(adopted.out())
                .contains("Sealed "
                        + (revision.compareTo("006") < 0 || revision.startsWith("a") ? "1 value" : "3 values"));
        assertThat(withoutCredentials()).isEqualTo(rows);
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");

        assertThat(cli.migrate("upgrade"))
                .satisfies(done -> assertThat(done.code()).as(done.err()).isZero());
        assertThat(counts(own)).isEqualTo(sizes(rows));
        assertThat(foreign(rows)).isEqualTo(foreign(withoutCredentials()));
        assertThat(database.rows("SELECT version_num FROM alembic_version")).containsExactly(revision);
        assertThat(database.rows("SELECT users FROM users").toString()).doesNotContain("clear-");
        assertThat(cli.migrate("check", "--database"))
                .isEqualTo(new Cli.Result(0, "The database is what revision " + OwnRevisions.HEAD + " makes.\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"012_add_microsoft_id", "008_google_oauth", "005_add_onboarding_completed"})
    void aDatabaseThatWasOnlyStampedIsRefused(String revision) {
        AlembicDatabase.make("001", database);
        database.execute("UPDATE alembic_version SET version_num = '" + revision + "'");
        refused("schema is not that of this revision. Nothing was changed.", "users.onboarding_completed is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE messages DROP COLUMN body_html|column messages.body_html is missing",
                "DROP TABLE policies|table policies is missing",
                "ALTER TABLE users ALTER COLUMN name TYPE text|column users.name is text, not character varying(255)",
                "ALTER TABLE messages ALTER COLUMN subject DROP NOT NULL|column messages.subject may be null",
                "DROP INDEX ix_users_email|index ix_users_email on users is missing",
                "ALTER TABLE objectives DROP CONSTRAINT objectives_user_id_fkey|on objectives is missing",
                "ALTER TABLE users DROP COLUMN google_id|column users.google_id is missing",
                "DROP TABLE leads|of at least 12 further tables only 11 are there",
                "ALTER TABLE users ADD COLUMN tier text NOT NULL DEFAULT 'a';"
                        + "ALTER TABLE users ALTER COLUMN tier DROP DEFAULT|column users.tier is NOT NULL and has no default",
            })
    void whatIsLackingIsNamed(String change) {
        AlembicDatabase.make("012_add_microsoft_id", database);
        database.execute(change.split("\\|")[0]);
        refused("schema is not that of this revision. Nothing was changed.", change.split("\\|")[1]);
    }

    @Test
    void additionsAreTakenForWhatTheyAre() {
        AlembicDatabase.make("001", database);
        database.execute("ALTER TABLE messages ADD COLUMN labels text; CREATE TABLE notes (id int);"
                + "CREATE INDEX by_hand ON messages (subject); ALTER TABLE users ALTER COLUMN name SET DEFAULT ''");
        assertThat(cli.migrate("adopt").out())
                .contains(
                        "Left as they are, because no revision here makes them: messages.by_hand, messages.labels, notes,"
                                + " users.name.");
        assertThat(cli.migrate("upgrade").code()).isZero();
        database.execute("CREATE INDEX later_by_hand ON messages (subject)");
        assertThat(cli.migrate("check", "--database").out()).isEqualTo("""
                index later_by_hand on messages is extra.
                    DROP INDEX CONCURRENTLY later_by_hand;
                """);
    }

    @Test
    void aColumnThatWouldRefuseNewUsersGetsADefault() {
        AlembicDatabase.make("012_add_microsoft_id", database);
        database.execute("ALTER TABLE users ALTER COLUMN is_super_admin DROP DEFAULT");
        assertThat(cli.migrate("adopt").out())
                .contains("Ran: ALTER TABLE users ALTER COLUMN is_super_admin SET DEFAULT false;");
    }

    @Test
    void theScriptBeginsWithTheTakeover() {
        AlembicDatabase.make("012_add_microsoft_id", database);
        assertThat(cli.migrate("upgrade", "--sql").err())
                .contains("are credentials in clear text. Nothing was changed.", "migrate adopt --credentials=remove");
        database.execute(
                "UPDATE users SET gmail_credentials = NULL, outlook_credentials = NULL, smtp_credentials = NULL");

        var script = cli.migrate("upgrade", "--sql");

        assertThat(script.code()).as(script.err()).isZero();
        database.execute(script.out().replace("CONCURRENTLY", ""));
        Expected.assertSequence(Expected.history(database));
        assertThat(cli.migrate("current").out()).isEqualTo(OwnRevisions.HEAD + " (head)\n");
        assertThat(cli.migrate("check", "--database").code()).isZero();
    }

    @Test
    void anEmptyHistoryBesideAlembicsTableIsNoTakeover() {
        AlembicDatabase.make("003_multitenancy", database);
        database.execute(co.getanswers.schema.SchemaHistory.CREATE);
        assertThat(cli.migrate("current").out())
                .isEqualTo(
                        "Alembic left this database at revision 003_multitenancy, and it is not taken over yet. Do that"
                                + " with: migrate adopt.\n");
        assertThat(cli.migrate("adopt").code()).isZero();
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");
    }

    @Test
    void theHeadIsNotRecordedWhereItsSchemaIsNotThere() {
        AlembicDatabase.make("012_add_microsoft_id", database);
        var result = cli.migrate("stamp", "head");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("FAILED: The database's schema is not that of revision " + OwnRevisions.HEAD)
                .contains("table executions is missing", "column messages.user_id is missing");
        assertThat(database.rows("SELECT to_regclass('flyway_schema_history')")).containsExactly("null");
        assertThat(cli.migrate("stamp", "001").code()).isZero();
        assertThat(cli.migrate("upgrade").code()).isZero();
        assertThat(cli.migrate("check", "--database").code()).isZero();
    }

    private void refused(String... parts) {
        var catalog = Catalog.of(database);
        var rows = Foreign.rows(database);
        for (var command : List.of("adopt", "upgrade")) {
            var result = cli.migrate(command);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith("FAILED: ").contains(parts);
        }
        assertThat(Catalog.of(database)).isEqualTo(catalog);
        assertThat(Foreign.rows(database)).isEqualTo(rows);
    }

    private Map<String, List<String>> withoutCredentials() {
        var rows = Foreign.rows(database);
        rows.put(
                "users",
                database.rows("SELECT to_jsonb(u) - 'gmail_credentials' - 'outlook_credentials'"
                        + " - 'smtp_credentials' FROM users u ORDER BY id"));
        return rows;
    }

    private static Map<String, List<String>> foreign(Map<String, List<String>> rows) {
        var foreign = new TreeMap<>(rows);
        foreign.keySet()
                .removeAll(List.of(
                        "users",
                        "magic_links",
                        "objectives",
                        "policies",
                        "conversations",
                        "messages",
                        "agent_actions"));
        foreign.keySet().removeIf(table -> OwnTables.ALL.contains(table));
        return foreign;
    }

    private Map<String, Integer> counts(List<String> tables) {
        var counts = Foreign.counts(database);
        counts.keySet().retainAll(tables);
        return counts;
    }

    private static Map<String, Integer> sizes(Map<String, List<String>> rows) {
        var sizes = new TreeMap<String, Integer>();
        rows.forEach((table, all) -> sizes.put(table, all.size()));
        sizes.remove("alembic_version");
        return sizes;
    }

    private static final class OwnTables {
        private static final List<String> ALL = Expected.catalog(OwnRevisions.HEAD).columns().stream()
                .map(line -> line.split(" \\| ")[0])
                .distinct()
                .toList();
    }
}
