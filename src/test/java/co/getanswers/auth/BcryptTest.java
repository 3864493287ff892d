package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The hashes named old were made with libxcrypt, which is what Python's crypt module calls. */
class BcryptTest {
    private static final String LONG = "é".repeat(50);

    @Test
    void whatWasHashedMatchesAndNothingElseDoes() {
        var hash = Bcrypt.hash("correct horse battery", 4);
        assertThat(hash).startsWith("$2a$04$").hasSize(60);
        assertThat(Bcrypt.matches("correct horse battery", hash)).isTrue();
        assertThat(Bcrypt.matches("correct horse batterY", hash)).isFalse();
    }

    @Test
    void aHashOfTheOldServiceMatches() {
        assertThat(Bcrypt.matches("hello", "$2b$04$abcdefghijklmnopqrstuuwHJMEGjfAzmL1lWmUmlphguIbWfjYey"))
                .isTrue();
        assertThat(Bcrypt.matches("pässword", "$2b$04$abcdefghijklmnopqrstuum174eFeoTj0DHmtuueFaS3Wde4P7wHG"))
                .isTrue();
        assertThat(Bcrypt.matches("password", "$2b$04$abcdefghijklmnopqrstuum174eFeoTj0DHmtuueFaS3Wde4P7wHG"))
                .isFalse();
    }

    @Test
    void theOldServiceReadSeventyTwoBytes() {
        assertThat(Bcrypt.matches(LONG, "$2b$04$abcdefghijklmnopqrstuuKiIlCeXB6chNXkLyAo8C7XcLPzh6zUe"))
                .isTrue();
    }

    @Test
    void allOfALongPasswordCountsInANewHash() {
        var hash = Bcrypt.hash(LONG + "1", 4);
        assertThat(Bcrypt.matches(LONG + "1", hash)).isTrue();
        assertThat(Bcrypt.matches(LONG + "2", hash)).isFalse();
    }

    @Test
    void noPasswordMatchesTheUnmatchedHash() {
        assertThat(Bcrypt.cost(Bcrypt.dummy(4))).isEqualTo(4);
        assertThat(Bcrypt.matches("", Bcrypt.dummy(4))).isFalse();
    }

    @Test
    void whatIsNoHashMatchesNothing() {
        for (var text : new String[] {"", "!", "$2b$", "$2b$04$short", "$1$abc$def", "plain"}) {
            assertThat(Bcrypt.cost(text)).as(text).isZero();
            assertThat(Bcrypt.matches("plain", text)).as(text).isFalse();
        }
    }
}
