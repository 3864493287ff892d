package co.getanswers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    @Test
    void statementsEndWhereTheServerEndsThem() {
        var script = new Script("V001__x.sql", """
                -- A comment; with a semicolon, and a ' quote
                CREATE TABLE a (b text DEFAULT ';');
                CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM 1; PERFORM 2;
                END $$;
                /* ; /* nested ; */ */ SELECT 'it''s; --no comment'; -- the end;
                """);

        assertThat(script.statements().stream().map(Statement::code))
                .containsExactly(
                        "CREATE TABLE a (b text DEFAULT ';')",
                        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; PERFORM 2; END $$",
                        "SELECT 'it''s; --no comment'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "drop index  concurrently if exists i",
                "CREATE UNIQUE INDEX\nCONCURRENTLY i ON t (a)",
                "-- first\nREINDEX INDEX CONCURRENTLY i"
            })
    void concurrentStatementsRunInNoTransaction(String sql) {
        assertThat(new Script("V001__x.sql", sql).transactional()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE INDEX i ON t (a)", "SELECT 1 -- an INDEX CONCURRENTLY would be better"})
    void everythingElseRunsInOne(String sql) {
        assertThat(new Script("V001__x.sql", sql).transactional()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1;\nSELECT 2;\n", "SELECT 1;\r\nSELECT 2;", "\uFEFFSELECT 'ä';", "", "\n\n"})
    void theChecksumIsFlyways(String sql) {
        assertThat(new Script("V001__x.sql", sql).checksum())
                .isEqualTo(ChecksumCalculator.calculate(new StringResource(sql)));
    }
}
