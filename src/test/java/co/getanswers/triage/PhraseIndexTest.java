package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one scan of a text, against a search by each list alone. */
class PhraseIndexTest {
    private static final List<LanguageFile> FILES = Arrays.stream(Language.values())
            .filter(language -> language != Language.UNKNOWN)
            .map(LanguageFile::of)
            .toList();

    private static final List<Phrases> INDEXED =
            lists(Lexicons.get().risk(), Lexicons.get().intent(), Lexicons.get().autoReply());

    private static final List<Phrases> ALONE =
            lists(RiskLexicon.of(FILES), IntentLexicon.of(FILES), AutoReplyLexicon.of(FILES));

    private static final String[] PIECES = {
        "invoice",
        "IBAN",
        "überweisen",
        "Überweisung",
        "straße",
        "reply",
        "ig\u200Bnore",
        "Œuvre",
        "de\u0301lai",
        "a",
        "Z9",
        "\uD83D\uDE00",
        "日本語",
        "ﬁle",
        "x\uD800y",
        "|",
        " ",
        "\n",
        ".",
        "'",
        "_",
        "\u00AD",
        "\u00A0",
        "ß",
        "Ł",
        "\uDB40\uDC61",
        "3",
        "¼"
    };

    private final Random random = new Random(7);

    @Test
    void findsWhatEachListFindsAlone() {
        var vocabulary = ALONE.stream()
                .flatMap(list -> Stream.concat(list.firstWords().stream(), list.firstStems().stream()))
                .toList();
        var found = 0;
        for (var round = 0; round < 400; round++) {
            var text = new ArrayList<String>();
            for (var i = 0; i < 60; i++) {
                var word = vocabulary.get(random.nextInt(vocabulary.size()));
                text.add(random.nextInt(4) == 0 ? word + "en" : word);
            }
            var words = new Words(text);
            for (var i = 0; i < ALONE.size(); i++) {
                var expected = ALONE.get(i).findIn(words);
                found += expected.size();
                assertThat(INDEXED.get(i).findIn(words)).isEqualTo(expected);
                assertThat(INDEXED.get(i).occurIn(words)).isEqualTo(!expected.isEmpty());
                assertThat(INDEXED.get(i).occurrences(words, 20))
                        .isEqualTo(ALONE.get(i).occurrences(words, 20));
            }
        }
        assertThat(found).isGreaterThan(1_000);
    }

    @Test
    void tellsTheLanguageWithMostFrequentWords() {
        var frequent = Lexicons.get().frequentWords();
        var all = frequent.values().stream()
                .flatMap(words -> words.stream().sorted())
                .toList();
        for (var round = 0; round < 400; round++) {
            var words = random.ints(random.nextInt(12), 0, all.size())
                    .mapToObj(all::get)
                    .toList();
            var counts = frequent.entrySet().stream()
                    .sorted(Comparator.comparingLong(entry ->
                            -words.stream().filter(entry.getValue()::contains).count()))
                    .map(entry -> List.of(
                            entry.getKey(),
                            words.stream().filter(entry.getValue()::contains).count()))
                    .toList();
            var expected = counts.get(0).get(1).equals(counts.get(1).get(1))
                    ? Language.UNKNOWN
                    : counts.get(0).get(0);
            assertThat(Language.of(new Words(words))).isEqualTo(expected);
        }
    }

    @Test
    void splitsTextAsCharacterByCharacter() {
        for (var round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(10), 0, PIECES.length).forEach(i -> text.append(PIECES[i]));
            assertThat(Words.of(text.toString()).list())
                    .as(text.toString())
                    .isEqualTo(characterByCharacter(text.toString()));
        }
    }

    private static List<String> characterByCharacter(String text) {
        var spaced = new StringBuilder();
        text.codePoints()
                .flatMap(c -> c < 0x80
                        ? Stream.of(c).mapToInt(one -> one)
                        : Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                                .codePoints())
                .map(c -> c >= 0xE0020 && c <= 0xE007E ? c - 0xE0000 : c)
                .forEach(c -> {
                    if (Character.isLetterOrDigit(c)) {
                        spaced.appendCodePoint(Character.toLowerCase(c));
                    } else if (!List.of(Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT)
                            .contains((byte) Character.getType(c))) {
                        spaced.append(' ');
                    }
                });
        var plain = spaced.toString()
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace('ø', 'o')
                .replace('ł', 'l');
        return Arrays.stream(plain.split(" +")).filter(word -> !word.isEmpty()).toList();
    }

    private static List<Phrases> lists(RiskLexicon risk, IntentLexicon intent, AutoReplyLexicon autoReply) {
        return Stream.of(risk.lists(), intent.lists(), autoReply.lists())
                .flatMap(lists -> lists)
                .toList();
    }
}
