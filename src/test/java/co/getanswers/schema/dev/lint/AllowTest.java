package co.getanswers.schema.dev.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowTest {
    @Test
    void silencesOneRuleForOneStatement() {
        assertThat(findings("""
                -- lint:allow drop-in-use: the release before last stopped using it.
                ALTER TABLE mail DROP COLUMN body;
                ALTER TABLE mail DROP COLUMN cost;
                """)).containsExactly("3 drop-in-use");
    }

    @Test
    void saysNothingOfOtherRules() {
        assertThat(findings("""
                -- lint:allow drop-in-use: the release before last stopped using it.
                ALTER TABLE mail
                    DROP COLUMN body,
                    ALTER COLUMN size TYPE bigint;
                """)).containsExactly("4 rewriting-type");
    }

    @Test
    void holdsForAllActionsOfTheStatement() {
        assertThat(findings("""
                -- lint:allow drop-in-use: the release before last stopped using them.
                ALTER TABLE mail
                    DROP COLUMN body,
                    DROP COLUMN cost;
                """)).isEmpty();
    }

    @Test
    void severalMayStandAmongOtherComments() {
        assertThat(findings("""
                -- The body is in the archive.
                -- lint:allow drop-in-use: the release before last stopped using it,
                -- as far as anybody knows.
                -- lint:allow rewriting-type: there are few mails.
                ALTER TABLE mail
                    DROP COLUMN body,
                    ALTER COLUMN size TYPE bigint;
                """)).isEmpty();
    }

    @Test
    void silencesNothingFromFurtherAway() {
        assertThat(findings("""
                -- lint:allow drop-in-use: the release before last stopped using it.

                ALTER TABLE mail DROP COLUMN body;
                """)).containsExactly("1 allow-unused", "3 drop-in-use");
    }

    @Test
    void silencesNothingFromWithinTheStatement() {
        assertThat(findings("""
                ALTER TABLE mail
                    -- lint:allow drop-in-use: the release before last stopped using it.
                    DROP COLUMN body;
                """)).containsExactly("2 allow-unused", "3 drop-in-use");
    }

    @Test
    void isNoneInAString() {
        assertThat(findings("""
                INSERT INTO people (id, name) VALUES (gen_random_uuid(), '
                -- lint:allow drop-in-use: this is a name.
                ');
                """)).isEmpty();
    }

    private static List<String> findings(String up) {
        return Example.bad(Rule.DROP_IN_USE, up).findings().stream()
                .map(finding -> finding.line() + " " + finding.rule().id())
                .toList();
    }
}
