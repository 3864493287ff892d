package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconsTest {
    @Test
    void everyLanguageHasItsFrequentWords() {
        assertThat(Lexicons.get().frequentWords().keySet())
                .containsExactlyElementsOf(Arrays.stream(Language.values())
                        .filter(language -> language != Language.UNKNOWN)
                        .toList());
        assertThat(Lexicons.get().frequentWords().values())
                .allSatisfy(words -> assertThat(words)
                        .allSatisfy(word -> assertThat(Words.of(word).list()).containsExactly(word)));
    }

    @Test
    void repliesAreWrittenInEveryLanguage() {
        assertThat(Lexicons.get().replyTexts().keySet())
                .containsExactlyElementsOf(Lexicons.get().frequentWords().keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[intent.thanks];Merci      | line 2: “Merci” is no word in lower case and without accents",
                "[intent.thanks];très       | line 2: “très” is no word in lower case and without accents",
                "[intent.thanks];a`|``|`b   | line 2: “” is no word",
                "[intent.thanks];*          | line 2: “” is no word",
                "[intent.thanks];..2 thanks | line 2: “..2” is no word",
                "[intent.thanks];many ..x a | line 2: For input string",
                "[intent.thanks];many ..2   | line 2: a gap at the end skips nothing",
                "merci                      | line 1: no section has begun",
                "# none;;[intent.thank];thx | line 3: there is no such section: [intent.thank]",
                "[reply];salutation = Hi    | line 2: salutation is none of greeting, greeting_by_name",
                "[reply];greeting_by_name = Hi | line 2: expected: name = text {name}",
                "[reply];greeting = Hi      | the section reply needs greeting, greeting_by_name"
            })
    void aMalformedFileIsRefusedWithItsLine(String lines, String reason) {
        assertThatThrownBy(() -> Lexicons.of(with(lines)))
                .hasMessageStartingWith("triage/it.txt")
                .hasMessageContaining(reason);
    }

    @Test
    void aSectionBeginsOnce() {
        assertThatThrownBy(() -> new LanguageFile(Language.DUTCH, List.of("[a]", "", "[a]")))
                .hasMessage("triage/nl.txt, line 3: the section has begun before: [a]");
    }

    /** All files, the Italian one replaced by these lines. */
    private static List<LanguageFile> with(String lines) {
        var files = Arrays.stream(Language.values())
                .filter(language -> language != Language.UNKNOWN && language != Language.ITALIAN)
                .map(LanguageFile::of)
                .collect(Collectors.toCollection(ArrayList::new));
        files.add(new LanguageFile(Language.ITALIAN, List.of(lines.split(";"))));
        return files;
    }
}
