package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedDaysTest {
    /** A Tuesday. */
    private static final LocalDate WRITTEN = LocalDate.of(2026, 11, 24);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on 2026-12-03 at noon            | 2026-12-03",
                "am 3.12.2026                     | 2026-12-03",
                "am 3.12.26 um 10.30 Uhr          | 2026-12-03",
                "am 3.12. um 10 Uhr               | 2026-12-03",
                "am 03. Dezember                  | 2026-12-03",
                "on 3 December 2026               | 2026-12-03",
                "on December 3rd, 2026            | 2026-12-03",
                "the 3rd of December              | 2026-12-03",
                "le 1er décembre à 10 h           | 2026-12-01",
                "el 3 de diciembre de 2027        | 2027-12-03",
                "il 3 dicembre                    | 2026-12-03",
                "op 3 december                    | 2026-12-03",
                "no dia 3 de dezembro             | 2026-12-03",
                "on 5 February                    | 2027-02-05",
                "on 20 November                   | 2026-11-20",
                "tomorrow                         | 2026-11-25",
                "übermorgen                       | 2026-11-26",
                "on Tuesday                       | 2026-12-01",
                "am Montag                        | 2026-11-30",
                "mercredi                         | 2026-11-25",
                "el próximo jueves                | 2026-11-26",
                "venerdì prossimo                 | 2026-11-27",
                "zaterdag                         | 2026-11-28",
                "na quinta-feira                  | 2026-11-26",
                "next week                        | 2026-11-30",
                "la semaine prochaine             | 2026-11-30",
                "domani mattina                   | 2026-11-25",
                "amanhã                           | 2026-11-25",
                "heute                            | 2026-11-24",
                "aujourd'hui                      | 2026-11-24",
                "next month                       | 2026-12-01"
            })
    void daysAreReadInSevenLanguages(String text, LocalDate day) {
        assertThat(NamedDays.in(text, WRITTEN)).startsWith(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"at 10.30", "from 3-4", "version 1.2.3.4", "31 pages", "May I come", "on 31.2.2026", "12/2026/99"
            })
    void whatIsNoDayIsNone(String text) {
        assertThat(NamedDays.in(text, WRITTEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4/12/2026, 2026-04-12, 2026-12-04", "12/4, 2026-12-04, 2027-04-12"})
    void strokesMayMeanTwoDays(String text, LocalDate one, LocalDate other) {
        assertThat(NamedDays.in(text, WRITTEN)).containsExactly(one, other);
    }
}
