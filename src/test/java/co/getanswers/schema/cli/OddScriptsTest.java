package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.Catalog;
import co.getanswers.schema.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts as people write them do the same by a command and in a script for psql, up and down. */
class OddScriptsTest {
    private static final String STOCK = """
            CREATE TABLE stock (id integer PRIMARY KEY, name text, price numeric);
            CREATE TYPE grade AS ENUM ('first', 'second');
            INSERT INTO stock VALUES (1, 'a', 2), (2, 'b', 3);
            """;

    @TempDir
    Path folder;

    record Odd(String name, String up, String undo) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Odd> scripts() {
        var drop = "DROP TABLE made;";
        return Stream.of(
                new Odd(
                        "a comment at its end",
                        "CREATE TABLE made (id int) -- the last line",
                        "DROP TABLE made -- so it is"),
                new Odd(
                        "a semicolon after a comment",
                        "CREATE TABLE made (id int) -- it\n;\n",
                        "DROP TABLE made /* it */\n;"),
                new Odd("nested comments, quotes and dollars", """
                        /* /* ; */ ' */ CREATE TABLE made (a text DEFAULT ';', "b;" text, c text DEFAULT E'\\';', d int[]);
                        INSERT INTO made VALUES ($$;'$$, $x$ $$; $x$, U&'\\0041;', '{1}');
                        DO $do$ BEGIN PERFORM '\\d'; UPDATE made SET c = '?'; END $do$;
                        """, drop),
                new Odd(
                        "rows after COPY",
                        "CREATE TABLE made (id int, t text);\nCOPY made (id, t) FROM stdin;\n1\tä;'\n2\t\\N\n\\.\n"
                                + "INSERT INTO made VALUES (3, 'x');\n",
                        "COPY stock FROM STDIN WITH (DELIMITER ',');\n7,seven,\\N\n\\.\nDELETE FROM stock WHERE id = 7;\n"
                                + drop),
                new Odd(
                        "COPY with other line ends",
                        "CREATE TABLE made (id int, t text);\r\nCOPY made FROM stdin;\r\n1\tone\r\n\\.\r\n",
                        drop),
                new Odd("bodies of plain SQL", """
                        CREATE TABLE made (id int);
                        CREATE FUNCTION one(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC
                            SELECT CASE WHEN x > 1 THEN 1 ELSE 2 END;
                            SELECT x + 1;
                        END;
                        CREATE OR REPLACE PROCEDURE two() LANGUAGE sql BEGIN ATOMIC INSERT INTO made VALUES (1); END;
                        CALL two();
                        """, """
                        CREATE OR REPLACE FUNCTION one(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT x; END;
                        DROP FUNCTION one; DROP PROCEDURE two; DROP TABLE made;
                        """),
                new Odd("a byte order mark", "\uFEFFCREATE TABLE made (id int);", "\uFEFFDROP TABLE made;"),
                new Odd(
                        "other line ends",
                        "CREATE TABLE made (\r\n  id int -- a\r\n);\r\n",
                        "-- undo\r\nDROP TABLE made;\r\n"),
                new Odd(
                        "a rule with two actions",
                        "CREATE TABLE made (id int); CREATE RULE r AS ON INSERT TO stock DO ALSO (DELETE FROM made; DELETE"
                                + " FROM made);",
                        "DROP RULE r ON stock; DROP TABLE made;"),
                new Odd(
                        "a new value of an enum",
                        "ALTER TYPE grade ADD VALUE 'third';",
                        "ALTER TYPE grade RENAME TO grade_old; CREATE TYPE grade AS ENUM ('first', 'second'); DROP TYPE"
                                + " grade_old;"),
                new Odd("a new value of an enum that is used at once, statement by statement", """
                        -- migrate:no-transaction
                        ALTER TYPE grade ADD VALUE IF NOT EXISTS 'third';
                        CREATE TABLE made (g grade DEFAULT 'third');
                        """, drop),
                new Odd("VACUUM", "VACUUM (ANALYZE) stock;", "VACUUM stock;"),
                new Odd("REINDEX", "REINDEX (CONCURRENTLY) TABLE stock;", "REINDEX TABLE CONCURRENTLY stock;"),
                new Odd(
                        "an index without a lock",
                        "SET maintenance_work_mem = '8MB';\nCREATE INDEX CONCURRENTLY ix_stock ON stock (name);",
                        "DROP INDEX CONCURRENTLY IF EXISTS ix_stock;"),
                new Odd("a partition, detached", """
                        -- migrate:no-transaction
                        CREATE TABLE made (id int) PARTITION BY RANGE (id);
                        CREATE TABLE made_1 PARTITION OF made FOR VALUES FROM (1) TO (2);
                        ALTER TABLE made DETACH PARTITION made_1 CONCURRENTLY;
                        """, "DROP TABLE made, made_1;"),
                new Odd("a procedure that commits", """
                        -- Rows in portions.
                        -- migrate:no-transaction
                        CREATE TABLE made (id int);
                        CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
                        BEGIN
                            FOR i IN 1..3 LOOP
                                INSERT INTO made VALUES (i);
                                COMMIT;
                            END LOOP;
                        END $$;
                        CALL fill();
                        """, "DROP PROCEDURE fill; DROP TABLE made;"),
                new Odd(
                        "settings that would leak",
                        """
                        SET search_path = '';
                        SET statement_timeout = 1000;
                        SET ROLE pg_monitor;
                        RESET ROLE;
                        CREATE TABLE public.made (id int);
                        SET ROLE pg_monitor;
                        """,
                        "SET search_path = pg_catalog; SET SESSION AUTHORIZATION DEFAULT; DROP TABLE public.made; SET ROLE"
                                + " pg_monitor;"),
                new Odd(
                        "savepoints",
                        "SAVEPOINT a; CREATE TABLE lost (id int); ROLLBACK TO SAVEPOINT a; CREATE TABLE made (id int);",
                        drop),
                new Odd("nothing", "-- Nothing yet.\n", ""),
                new Odd("empty statements", ";;CREATE TABLE made (id int);;\n;", drop));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void doTheSameByCommandAndByPsql(Odd odd) throws Exception {
        for (var runner : OfflineTest.Runner.values()) {
            var files = Folder.in(Files.createTempDirectory(folder, "odd"))
                    .with("001__stock", STOCK, "DROP TABLE stock; DROP TYPE grade;")
                    .with("002__odd", odd.up(), odd.undo())
                    .with("003__after", "CREATE TABLE later (id int);", "DROP TABLE later;");
            var command = new Cli(TestDatabase.fresh(), files.revisions());
            var psql = new Cli(TestDatabase.fresh(), files.revisions());

            var up = command.migrate("upgrade");
            assertThat(up.code()).as(up.err()).isZero();
            runner.run(psql.databaseUrl(), printed(psql, "upgrade", "--sql"));
            assertThat(state(psql)).as("up by " + runner).isEqualTo(state(command));
            assertThat(psql.migrate("current").out()).isEqualTo("003 (head)\n");

            var down = command.migrate("downgrade", "001");
            assertThat(down.code()).as(down.err()).isZero();
            runner.run(psql.databaseUrl(), printed(psql, "downgrade", "--sql", "001"));
            assertThat(state(psql)).as("down by " + runner).isEqualTo(state(command));
            assertThat(psql.migrate("current").out()).isEqualTo("001\n");
        }
    }

    private static String printed(Cli cli, String... arguments) {
        var result = cli.migrate(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private static List<Object> state(Cli cli) {
        var database = cli.database();
        var state = new ArrayList<Object>();
        state.add(Catalog.of(database));
        state.add(database.rows("SELECT installed_rank, version, type, script, checksum, installed_by, success"
                + " FROM flyway_schema_history ORDER BY 1"));
        state.add(database.rows("SELECT * FROM stock ORDER BY 1"));
        if (!database.rows("SELECT 1 FROM pg_class WHERE relname = 'made'").isEmpty()) {
            state.add(database.rows("SELECT made::text FROM made ORDER BY 1"));
        }
        return state;
    }

    static Stream<Odd> refused() {
        return Stream.of(
                new Odd("\\restrict x1\nSELECT 1;", "line 1: \\restrict is a command of psql", "pg_dump"),
                new Odd(
                        "SELECT 1;\n\\i other.sql\n",
                        "line 2: \\i is a command of psql",
                        "put that file's statements here"),
                new Odd("SELECT 1 \\gset\n", "line 1: \\gset is a command of psql", ""),
                new Odd(
                        "BEGIN;\nCREATE TABLE made (id int);\nCOMMIT;\nSELECT 1 / 0;",
                        "line 1: BEGIN begins or ends",
                        ""),
                new Odd("CREATE TABLE made (id int);\nCOMMIT;", "line 2: COMMIT begins or ends a transaction", ""),
                new Odd("CREATE TABLE made (id int); rollback;", "ROLLBACK begins or ends a transaction", ""),
                new Odd("START TRANSACTION; SELECT 1; END;", "START begins or ends a transaction", ""),
                new Odd(
                        "ALTER TYPE grade ADD VALUE 'third';\nINSERT INTO stock VALUES (3, 'third');",
                        "line 2: the value 'third', added on line 1, can be used only once that is committed",
                        "next revision"),
                new Odd(
                        "CREATE TABLE made (id int);\nVACUUM stock;",
                        "line 2: this statement can't run in a transaction, and that on line 1 needs one",
                        "migrate:no-transaction"),
                new Odd(
                        "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;\nCALL p();",
                        "line 2: the procedure commits",
                        "migrate:no-transaction"),
                new Odd(
                        "DO $$ BEGIN RAISE NOTICE 'COMMIT;'; -- COMMIT;\nCOMMIT; END $$;",
                        "line 1: the block commits",
                        "migrate:no-transaction"),
                new Odd("COPY stock FROM stdin;", "line 1: COPY … FROM stdin has no data", ""),
                new Odd("COPY stock FROM stdin;\n9\tx\t1\n", "line 1: the data of COPY … FROM stdin does not end", ""),
                new Odd("COPY stock TO STDOUT;", "line 1: a revision has no output", ""),
                new Odd("SELECT 1;\n/* forgotten", "line 2: a comment begins that does not end", ""),
                new Odd("SELECT 'forgotten;\n", "line 1: a string begins that does not end", ""),
                new Odd("DO $$ BEGIN NULL; END;", "line 1: a string begins that does not end", ""));
    }

    /** The name is the script, the others are parts of the message. */
    @ParameterizedTest
    @MethodSource("refused")
    void areRefusedBeforeAnythingRuns(Odd odd) throws Exception {
        var files = Folder.in(folder)
                .with("001__stock", STOCK, "DROP TABLE stock; DROP TYPE grade;")
                .with("002__before", "CREATE TABLE before (id int);", "DROP TABLE before;")
                .with("003__odd", odd.name(), "SELECT 1;")
                .with("004__undo", "SELECT 1;", odd.name());
        var cli = new Cli(TestDatabase.fresh(), files.revisions());
        assertThat(cli.migrate("upgrade", "001").code()).isZero();
        for (var command : List.of("upgrade", "upgrade --sql", "upgrade base:head --sql")) {
            var result = cli.migrate(command.split(" "));
            assertThat(result.code()).as(command).isEqualTo(1);
            assertThat(result.out()).as(command).isEmpty();
            assertThat(result.err())
                    .as(command)
                    .startsWith("FAILED: V003__odd.sql, ")
                    .contains(odd.up())
                    .contains(odd.undo())
                    .hasLineCount(1);
        }
        assertThat(cli.migrate("current").out()).isEqualTo("001\n");

        OfflineTest.Runner.JDBC.run(cli.databaseUrl(), printed(cli, "stamp", "--sql", "004"));
        for (var command : List.of("downgrade 001", "downgrade 001 --sql", "downgrade head:001 --sql")) {
            var result = cli.migrate(command.split(" "));
            assertThat(result.code()).as(command).isEqualTo(1);
            assertThat(result.err())
                    .as(command)
                    .startsWith("FAILED: U004__undo.sql, ")
                    .contains(odd.up());
        }
        assertThat(cli.migrate("current").out()).isEqualTo("004 (head)\n");
    }

    @ParameterizedTest
    @EnumSource(OfflineTest.Runner.class)
    void theServersLimitsForRequestsDoNotHold(OfflineTest.Runner runner) throws Exception {
        var files = Folder.in(folder)
                .with("001__slow", "SELECT pg_sleep(0.3);", "SELECT pg_sleep(0.3);")
                .with("002__vacuum", "VACUUM;", "VACUUM;");
        for (var offline : List.of(true, false)) {
            var cli = new Cli(TestDatabase.fresh(), files.revisions());
            var database = Database.at(cli.databaseUrl());
            database.execute("ALTER DATABASE " + database.source().getDatabaseName() + " SET statement_timeout = 100");
            if (offline) {
                runner.run(
                        cli.databaseUrl(),
                        printed(cli, "upgrade", "--sql")
                                .replaceAll("SELECT pg_sleep\\(0.3\\)", "DO 'BEGIN PERFORM pg_sleep(0.3); END'"));
            } else {
                assertThat(cli.migrate("upgrade").code()).isZero();
            }
            assertThat(cli.migrate("current").out()).isEqualTo("002 (head)\n");
        }
    }

    @Test
    void aScriptWithSettingsLeavesNoneToTheNext() {
        var files = Folder.in(folder)
                .with(
                        "001__set",
                        "SET work_mem = '1MB'; SET lock_timeout = 0; SET application_name = 'x'; SET search_path = pg_catalog;",
                        "SELECT 1;")
                .with("002__seen", """
                        CREATE TABLE seen AS SELECT current_setting('work_mem') <> '1MB' AS memory,
                            current_setting('lock_timeout') = '5s' AS lock_timeout,
                            current_setting('application_name') = 'getanswers migrate' AS name,
                            current_setting('statement_timeout') = '0' AS limits;
                        """, "DROP TABLE seen;");
        var cli = new Cli(TestDatabase.fresh(), files.revisions());
        assertThat(cli.migrate("upgrade").err()).isEmpty();
        assertThat(cli.database().rows("SELECT * FROM public.seen")).containsExactly("t | t | t | t");
    }
}
