package co.getanswers.schema.dev.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionTextTest {
    private static final String DROP = "ALTER TABLE parcels\n    DROP CONSTRAINT ck_parcels_kind";
    private static final String ADD = "ALTER TABLE parcels\n    ADD CONSTRAINT ck_parcels_kind CHECK (kind IN (%s))";

    @Test
    void valuesThatRowsMayHoldAreNamedWhereTheyGo() {
        var pair = pair("'box', 'it''s'", "'box', 'bag, large'");

        assertThat(pair.up()).contains("-- The validation fails while a row holds one of these: 'bag, large'.\nALTER");
        assertThat(pair.down()).contains("-- Fails while a row holds one of these: 'it''s'.\nALTER");
    }

    @Test
    void nothingIsSaidWhereValuesOnlyCome() {
        var pair = pair("'box', 'bag'", "'bag'");

        assertThat(pair.up()).doesNotContain("holds");
        assertThat(pair.down()).contains("-- Fails while a row holds one of these: 'box'.");
    }

    private static RevisionFolder.ScriptPair pair(String after, String before) {
        var step =
                new Step("", List.of(DROP, ADD.formatted(after) + " NOT VALID"), List.of(DROP, ADD.formatted(before)));
        var none = new Difference.Alternative(List.of(), List.of());
        return RevisionText.of(new Difference(List.of(), none, List.of(step), List.of()), "kinds")
                .get(0);
    }
}
