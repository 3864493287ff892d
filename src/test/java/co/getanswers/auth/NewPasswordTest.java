package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.platform.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewPasswordTest {
    private static NewPassword of(String text) {
        return new NewPassword("password", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD1",
                "12345678",
                "qwertyuiop",
                "iloveyou",
                "Sunshine1",
                "michelle",
                "california",
                "zzzzzzzzzzzz",
                "seven77"
            })
    void whatIsCommonOrShortIsRefused(String password) {
        assertThatThrownBy(() -> of(password).requireUncommon(8)).isInstanceOf(Failure.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "пароль из слов", "静かな湖のほとりで歌う", "        8 blanks", "vjmxkqwz"})
    void anyOtherCharactersAreTaken(String password) {
        assertThatCode(() -> of(password).requireUncommon(8)).doesNotThrowAnyException();
    }

    @Test
    void aLongerMinimumCountsCharactersNotUnits() {
        assertThatThrownBy(() -> of("fourteen chars").requireUncommon(15)).isInstanceOf(Failure.Invalid.class);
        assertThatCode(() -> of("fifteen chars..").requireUncommon(15)).doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        of("\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE03").requireUncommon(8))
                .isInstanceOf(Failure.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mara@example.org",
                "maralindqvist",
                "Lindqvist1990",
                "Mara Lindqvist!",
                "lindqvist-mara",
                "example.org99",
                "getanswers2026"
            })
    void nameAndAddressAreRefused(String password) {
        assertThatThrownBy(() -> of(password).requireUnlike("mara@example.org", "Mara Lindqvist"))
                .isInstanceOf(Failure.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "mara staples horses", "8 blue whales at noon"})
    void aNameWithinAPasswordIsNoFault(String password) {
        assertThatCode(() -> of(password).requireUnlike("mara@example.org", "Mara Lindqvist"))
                .doesNotThrowAnyException();
    }

    @Test
    void charactersOfOneLookAreOnePassword() {
        assertThat(of("cafe\u0301 au lait")).isEqualTo(of("caf\u00e9 au lait"));
    }
}
