package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
    private static final List<String> PIECES = List.of(
            "2026", "1999", "-11-28", "3.12.", "24/12", "10:30", "9h45", "7", "01", "-", ".", "/", ":", " ", "a", "٣");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?<![\\d-])(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)",
                "(?<![\\d./-])(\\d{1,2})([./-])(\\d{1,2})(?:\\2 ?(\\d{4}|\\d{2})(?!\\d)|(\\.)(?!\\d)|(?![\\d./:-]))",
                "(?<!\\d)(?:19|20)\\d\\d(?!\\d)|(?<!\\d)\\d{1,2}[:.h]\\d{2}(?!\\d)",
                "\\d+\\b"
            })
    void findsTheMatchesOfSearchingTheWholeText(String expression) {
        var pattern = Pattern.compile(expression);
        var random = new Random(7);
        var matches = 0;
        for (var round = 0; round < 20_000; round++) {
            var text = text(random);
            var found = new ArrayList<MatchResult>();
            Digits.forEach(pattern, text, found::add);
            assertThat(places(found))
                    .as(text)
                    .isEqualTo(places(pattern.matcher(text).results().toList()));
            assertThat(Digits.begin(pattern, text)).as(text).isEqualTo(!found.isEmpty());
            matches += found.size();
        }
        assertThat(matches).isGreaterThan(100);
    }

    private static List<List<Integer>> places(List<MatchResult> matches) {
        return matches.stream()
                .map(match -> List.of(match.start(), match.end()))
                .toList();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var length = random.nextInt(8); length > 0; length--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
