package co.getanswers.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the German sentences of the page against those in the sources of the service. */
class GermanSentencesTest {
    private static final Path GERMAN = Path.of("src/main/resources/console/sentences.js");
    private static final Pattern HOLES = Pattern.compile("\\{\\+?(\\d)}");

    /** Single words that are values of sentences, and sentences that the page takes apart. */
    private static final Pattern VALUE =
            Pattern.compile("[a-z]+|\\{}: “\\{}”\\.|[a-z]+: \\{}|Given up after \\{} tries\\."
                    + "|The provider of your mailbox says so\\.|It is urgent: .*|account from before");

    private static Map<String, String> german() throws IOException {
        var file = Files.readString(GERMAN);
        return new ObjectMapper()
                .readValue(
                        file.substring(
                                file.indexOf("export default") + "export default".length(), file.lastIndexOf(';')),
                        new TypeReference<>() {});
    }

    private static String plain(String sentence) {
        return HOLES.matcher(sentence).replaceAll("{}").replaceAll("(\\{\\})+", "{}");
    }

    private static Set<String> numbers(String sentence) {
        return HOLES.matcher(sentence).results().map(hole -> hole.group(1)).collect(Collectors.toSet());
    }

    private static Stream<String> ofValidation() {
        var bundle = ResourceBundle.getBundle("org.hibernate.validator.ValidationMessages", java.util.Locale.ROOT);
        return Stream.of("NotBlank", "NotNull", "Size", "Min", "Max")
                .map(name -> bundle.getString("jakarta.validation.constraints." + name + ".message"))
                .map(message -> message.replaceAll("\\{\\w+}", "{}"));
    }

    @Test
    void everySentenceOfTheServiceIsAlsoGerman() throws IOException {
        var known = german().keySet().stream().map(GermanSentencesTest::plain).collect(Collectors.toSet());
        var missing = new TreeMap<String, Set<String>>();
        var all = ServiceSentences.all();
        assertThat(all.values().stream().mapToInt(Set::size).sum()).isGreaterThan(200);
        all.forEach((file, sentences) -> {
            var absent = new TreeSet<>(sentences);
            absent.removeAll(known);
            if (!absent.isEmpty()) {
                missing.put(file, absent);
            }
        });
        assertThat(missing).isEmpty();
        assertThat(known).containsAll(ofValidation().toList());
    }

    @Test
    void noSentenceIsKeptThatTheServiceNoLongerSays() throws IOException {
        var said = ServiceSentences.all().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        ofValidation().forEach(said::add);
        assertThat(german().keySet())
                .filteredOn(sentence -> !said.contains(plain(sentence))
                        && !VALUE.matcher(plain(sentence)).matches())
                .isEmpty();
    }

    @Test
    void aSentenceHasTheSameValuesInBothLanguages() throws IOException {
        german().forEach((english, german) ->
                assertThat(numbers(german)).as(english).isEqualTo(numbers(english)));
    }
}
