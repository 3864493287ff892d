package co.getanswers.schema.dev.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LintTest {
    @Test
    void aFindingNamesTheFileAndTheLineOfTheAction() {
        var findings = Example.bad(Rule.DROP_IN_USE, """
                -- A comment, and an empty line.

                ALTER TABLE mail
                    ADD COLUMN note text,
                    DROP COLUMN body;
                """).findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).toString())
                .startsWith("V002__example.sql:5: drop-in-use: ")
                .contains("\n    safe: ");
    }

    @Test
    void aFindingOfTheUndoNamesTheUndo() {
        var findings =
                Example.badUndo(Rule.UNDO_LOSES_DATA, "\n\nDELETE FROM mail;").findings();
        assertThat(findings.get(0).toString()).startsWith("U002__example.sql:3: undo-loses-data: ");
        assertThat(findings.get(0).revision()).isEqualTo("002");
    }

    @Test
    void linesCountAfterStringsAndBlocksOfSeveralLines() {
        var findings = Example.bad(Rule.DROP_IN_USE, """
                COMMENT ON TABLE mail IS 'of
                several lines';
                /* likewise
                 */
                CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$
                    SELECT 1;
                $$;
                DROP TABLE people;
                """).findings();
        assertThat(findings).extracting(Finding::line).containsExactly(8);
    }

    @Test
    void whatTheGrammarDoesNotKnowHidesNoneOfTheRest() {
        var findings = Example.bad(Rule.UNREAD, """
                ALTER TABLE mail FROBNICATE;
                DROP TABLE people;
                """).findings();
        assertThat(findings).extracting(Finding::rule).containsExactly(Rule.UNREAD, Rule.DROP_IN_USE);
    }

    @Test
    void aScriptThatBreaksOffIsReadAsFarAsItGoes() {
        for (int end = 0; end < Example.TABLES.length(); end += 3) {
            var script = Example.TABLES.substring(0, end) + "\nDROP TABLE;";
            assertThat(Example.badUndo(Rule.UNREAD, script).findings())
                    .extracting(Finding::rule)
                    .contains(Rule.UNREAD);
        }
    }

    @Test
    void aScriptOfCommentsAloneIsRead() {
        assertThat(Example.goodUndo(Rule.UNDO_LOSES_DATA, "-- Nothing to undo.").findings())
                .isEmpty();
    }

    @Test
    void namesAreTheSameInAnySpelling() {
        var findings = Example.bad(Rule.DROP_IN_USE, """
                CREATE TABLE Labels (id uuid);
                DROP TABLE "labels";
                DROP TABLE PUBLIC.MAIL;
                """).findings();
        assertThat(findings).extracting(Finding::line).contains(3).doesNotContain(2);
    }
}
