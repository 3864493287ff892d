package co.getanswers.schema.dev;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.cli.Cli;
import co.getanswers.schema.dev.lint.Lint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that a revision made by hand, which comparisons with the entities leave alone. */
class HandMadeObjectsTest {
    private static final String SCRATCH = TestDatabase.fresh();
    private static final Path OWN = Path.of("src", "main", "resources", "db");

    @TempDir
    Path folder;

    /** Objects of one kind: the statements that make them, and those that drop them. */
    record Objects(String kind, String up, String undo) {}

    private static List<Objects> objects() {
        return List.of(
                new Objects("a view, a function and its trigger", """
                        CREATE VIEW muted_objectives AS SELECT id, title FROM objectives WHERE status = 'muted';
                        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN NEW.updated_at = now(); RETURN NEW; END $$;
                        CREATE TRIGGER stamp_objectives BEFORE UPDATE ON objectives
                            FOR EACH ROW EXECUTE FUNCTION stamp();
                        """, """
                        DROP TRIGGER stamp_objectives ON objectives;
                        DROP FUNCTION stamp();
                        DROP VIEW muted_objectives;
                        """),
                new Objects(
                        "a view on a view, a materialized view and its index",
                        """
                        CREATE VIEW first_view AS SELECT id, name FROM users;
                        CREATE VIEW a_view AS SELECT name FROM first_view;
                        CREATE MATERIALIZED VIEW names AS SELECT name, count(*) AS n FROM a_view GROUP BY name;
                        CREATE UNIQUE INDEX ix_names ON names (name);
                        """,
                        "DROP MATERIALIZED VIEW names; DROP VIEW a_view; DROP VIEW first_view;"),
                new Objects("row level security", """
                        ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
                        ALTER TABLE messages FORCE ROW LEVEL SECURITY;
                        CREATE POLICY own_messages ON messages USING (user_id IS NOT NULL);
                        """, """
                        DROP POLICY own_messages ON messages;
                        ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
                        ALTER TABLE messages DISABLE ROW LEVEL SECURITY;
                        """),
                new Objects("a sequence, domains, types and a procedure", """
                        CREATE SEQUENCE ticket_numbers START 1000 INCREMENT 5;
                        CREATE DOMAIN short_name AS varchar(40) CHECK (VALUE <> '');
                        CREATE TYPE place AS (street text, town short_name);
                        CREATE TYPE mood AS ENUM ('good', 'bad');
                        CREATE FUNCTION mood_of(text) RETURNS mood LANGUAGE sql AS $$ SELECT 'good'::mood $$;
                        CREATE PROCEDURE tidy() LANGUAGE sql BEGIN ATOMIC
                            DELETE FROM magic_links WHERE used_at IS NOT NULL;
                        END;
                        """, """
                        DROP PROCEDURE tidy();
                        DROP FUNCTION mood_of(text);
                        DROP TYPE mood;
                        DROP TYPE place;
                        DROP DOMAIN short_name;
                        DROP SEQUENCE ticket_numbers;
                        """),
                new Objects("another schema with a table", """
                        CREATE SCHEMA reports;
                        CREATE TABLE reports.days (day date PRIMARY KEY, n int NOT NULL);
                        CREATE INDEX ix_days_n ON reports.days (n);
                        """, "DROP TABLE reports.days; DROP SCHEMA reports;"),
                new Objects("an exclusion constraint, other kinds of indexes, statistics, a fill factor", """
                        ALTER TABLE policies ADD CONSTRAINT no_overlap
                            EXCLUDE USING gist (tstzrange(created_at, updated_at) WITH &&);
                        CREATE INDEX ix_messages_words ON messages USING gin (to_tsvector('simple', body_text));
                        CREATE STATISTICS ways ON direction, sent_at FROM messages;
                        ALTER TABLE policies SET (fillfactor = 80);
                        COMMENT ON TABLE policies IS 'what a user wants';
                        """, """
                        COMMENT ON TABLE policies IS NULL;
                        ALTER TABLE policies RESET (fillfactor);
                        DROP STATISTICS ways;
                        DROP INDEX ix_messages_words;
                        ALTER TABLE policies DROP CONSTRAINT no_overlap;
                        """),
                new Objects(
                        "a rule",
                        "CREATE RULE keep AS ON DELETE TO policies WHERE OLD.is_active DO INSTEAD NOTHING;",
                        "DROP RULE keep ON policies;"));
    }

    @BeforeEach
    void copyOwnRevisions() throws IOException {
        for (var kind : List.of("migration", "undo")) {
            Files.createDirectories(folder.resolve(kind));
            try (var files = Files.list(OWN.resolve(kind))) {
                for (var file : files.toList()) {
                    Files.copy(file, folder.resolve(kind).resolve(file.getFileName()));
                }
            }
        }
    }

    @Test
    void allOfThemAreLeftAlone() throws IOException {
        var revision = 900;
        for (var objects : objects()) {
            var name = "__" + objects.kind().replaceAll("\\W+", "_") + ".sql";
            write("V" + revision + name, objects.up());
            write("U" + revision + name, objects.undo());
            revision++;
        }
        var check = migrate("check");
        assertThat(check.err()).as(check.out()).isEmpty();
        assertThat(check.out()).isEqualTo("No new upgrade operations detected.\n");

        write("V950__lose.sql", "ALTER TABLE policies DROP COLUMN is_active CASCADE;");
        write("U950__lose.sql", "SELECT;");
        assertThat(migrate("check").out())
                .contains("ADD COLUMN is_active")
                .doesNotContain("DROP ")
                .doesNotContain("CREATE ");
    }

    @Test
    void verifyTakesItForDescribed() throws IOException {
        var objects = objects().get(0);
        write("V900__objects.sql", objects.up());
        write("U900__objects.sql", objects.undo());
        write("V901__rows.sql", "SET search_path = public;\nCOPY leaders (name) FROM stdin;\n\\.\n");
        write("U901__rows.sql", "SELECT 1;");
        var verify = migrate("verify");
        assertThat(verify.code()).as(verify.err()).isZero();
        assertThat(verify.lines()).last().isEqualTo("The entities describe the migrated schema.");
    }

    @Test
    void aViewThatAChangedColumnNeedsIsMadeAnew() throws IOException {
        write("V900__shorten.sql", "ALTER TABLE objectives ALTER COLUMN title TYPE varchar(700);");
        write("U900__shorten.sql", "ALTER TABLE objectives ALTER COLUMN title TYPE varchar(512);");
        write("V901__view.sql", "CREATE VIEW titles AS SELECT id, title FROM objectives;");
        write("U901__view.sql", "DROP VIEW titles;");
        var revision = migrate("revision", "--autogenerate", "-m", "back");
        assertThat(revision.code()).as(revision.err()).isZero();
        assertThat(revision.err()).as(revision.out()).isEmpty();
        assertThat(folder.resolve("migration/V902__back.sql"))
                .content()
                .containsSubsequence("DROP VIEW titles;", "ALTER COLUMN title TYPE varchar(512)", "CREATE VIEW titles");
        assertThat(migrate("check").code()).isZero();
    }

    @Test
    void whatIsGeneratedPassesLintWithReasonsToConfirm() throws IOException {
        write("V900__narrow.sql", """
                ALTER TABLE objectives ADD COLUMN extra text;
                ALTER TABLE objectives ALTER COLUMN title TYPE varchar(700);
                """);
        write("U900__narrow.sql", "SELECT 1;");
        assertThat(migrate("revision", "--autogenerate", "-m", "back").code()).isZero();
        var revisions = Revisions.inFolders(folder.resolve("migration"), folder.resolve("undo"));
        assertThat(Lint.check(revisions.all(), Optional.empty()))
                .noneMatch(finding -> finding.revision().compareTo("900") > 0);
        assertThat(folder.resolve("migration/V901__back.sql")).content().contains("to be confirmed: ");
    }

    @Test
    void anExcludedTableColumnOrIndexIsLeftAloneInBothDirections() throws IOException {
        write("V900__by_hand.sql", """
                CREATE TABLE imports (id bigint CONSTRAINT pk_imports PRIMARY KEY, note text);
                CREATE INDEX ix_imports_note ON imports (note);
                ALTER TABLE users ADD COLUMN legacy_id bigint;
                CREATE INDEX ix_users_legacy_id ON users (legacy_id);
                ALTER TABLE policies DROP COLUMN is_active;
                """);
        write("U900__by_hand.sql", "SELECT;");
        assertThat(migrate("check").out()).contains("DROP TABLE imports", "is_active");

        var check = migrate("check", "--exclude", "imports,*legacy_id,policies.is_active");
        assertThat(check.err()).isEmpty();
        assertThat(check.code()).isZero();

        Files.writeString(folder.resolve("excluded.txt"), """
                # Filled by the import of another program.
                imports
                *legacy_id
                policies.is_active
                """);
        assertThat(migrate("check").code()).isZero();
    }

    private Cli.Result migrate(String... arguments) {
        return Cli.onEmptyDatabase()
                .migrate(Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--scratch-url", SCRATCH, "--directory", folder.toString()))
                        .toArray(String[]::new));
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(
                folder.resolve(name.startsWith("V") ? "migration" : "undo").resolve(name), sql);
    }
}
