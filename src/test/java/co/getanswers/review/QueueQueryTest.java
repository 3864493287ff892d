package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueQueryTest {
    /** The database lowers each letter by itself; Java's strings know of a final sigma, and of a dot above the i. */
    @ParameterizedTest
    @CsvSource({
        "' Dana ', dana",
        "MÜLLER, müller",
        "İSTANBUL, istanbul",
        "ΟΔΟΣ, οδοσ",
        "Straße, straße",
        "100%_\\, 100%_\\"
    })
    void searchedTextsAreInTheCaseOfTheDatabase(String given, String searched) {
        var query = QueueQuery.of(QueueQuery.Choices.NONE, given, given);

        assertThat(query.sender()).isEqualTo(searched);
        assertThat(query.text()).isEqualTo(searched);
    }
}
