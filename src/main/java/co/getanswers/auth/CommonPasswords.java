package co.getanswers.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The most common passwords, words and names: those of the lists of zxcvbn (MIT licence) that are long enough to be a
 * password. Reading them takes a moment, which the first use waits for.
 */
final class CommonPasswords {
    private static final String FOLDER = "/com/nulabinc/zxcvbn/matchers/dictionaries/";

    /** The lists hold each word once, in the one in which it is the most frequent. */
    private static final List<String> LISTS =
            List.of("passwords", "english_wikipedia", "female_names", "male_names", "surnames", "us_tv_and_film");

    private static final Set<String> WORDS = read();

    private CommonPasswords() {}

    /** @param password in lower case */
    static boolean contains(String password) {
        return WORDS.contains(password);
    }

    private static Set<String> read() {
        var words = new HashSet<String>();
        for (var list : LISTS) {
            try (var stream = CommonPasswords.class.getResourceAsStream(FOLDER + list + ".txt")) {
                if (stream == null) {
                    throw new IllegalStateException("The list " + list + " is not on the class path");
                }
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                        .lines()
                        .filter(word -> word.length() >= NewPassword.MIN_LENGTH)
                        .forEach(words::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return Set.copyOf(words);
    }
}
