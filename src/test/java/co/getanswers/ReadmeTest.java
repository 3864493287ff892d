package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The tables of the documentation, held against the code. */
class ReadmeTest {
    @Test
    void theTablesOfSettingsAreThoseOfTheCode() throws IOException {
        var page = Files.readString(SettingsTable.PAGE);

        assertThat(page)
                .as("Rewrite the tables: ./mvnw -q test-compile exec:java -Dexec.classpathScope=test"
                        + " -Dexec.mainClass=co.getanswers.SettingsTable")
                .isEqualTo(SettingsTable.updated(page));
    }
}
