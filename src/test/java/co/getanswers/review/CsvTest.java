package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void plainCellsStandAsTheyAre() {
        assertThat(Csv.line("a", 1, null, "")).isEqualTo("a,1,,\r\n");
    }

    @Test
    void commasQuotesAndLineBreaksAreQuoted() {
        assertThat(Csv.line("a,b", "say \"x\"", "1\n2")).isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"1\n2\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void aSpreadsheetRunsNoCell(String text) {
        assertThat(Csv.line(text)).matches("(?s)\"?'.*");
    }
}
