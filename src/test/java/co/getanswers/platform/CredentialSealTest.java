package co.getanswers.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSealTest {
    private static final UUID ADA = new UUID(0, 1);
    private static final String TOKEN = "{\"refresh_token\": \"a-token\"}";

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final CredentialSeal seal = CredentialSeal.withKey(KEY);

    @Test
    void whatWasSealedOpensForItsUserOnly() {
        var sealed = seal.seal(ADA, TOKEN);
        assertThat(sealed).doesNotContain("token");
        assertThat(CredentialSeal.isSealed(sealed)).isTrue();
        assertThat(seal.open(ADA, sealed)).contains(TOKEN);
        assertThat(seal.open(new UUID(0, 2), sealed)).isEmpty();
        assertThat(seal.seal(ADA, TOKEN)).isNotEqualTo(sealed);
    }

    @Test
    void otherKeysOpenAndDoNotSeal() {
        var next = CredentialSeal.withKeys("/////////////////////////////////////////w8=", List.of(KEY));
        var before = seal.seal(ADA, TOKEN);

        assertThat(next.open(ADA, before)).contains(TOKEN);
        assertThat(next.isCurrent(before)).isFalse();
        assertThat(next.isCurrent(next.seal(ADA, TOKEN))).isTrue();
        assertThat(seal.open(ADA, next.seal(ADA, TOKEN))).isEmpty();
        assertThatThrownBy(() -> CredentialSeal.withKeys(KEY, List.of("short")))
                .hasMessageStartingWith("GETANSWERS_CREDENTIALS_OTHER_KEYS is not a key");
    }

    @Test
    void anotherKeyOpensNothing() {
        var other = CredentialSeal.withKey("/////////////////////////////////////////w8=");
        assertThat(other.open(ADA, seal.seal(ADA, TOKEN))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "null",
                "[]",
                "\"a-token\"",
                "{\"kid\": \"1\"}",
                "{\"kid\": 1, \"box\": \"q83v\"}",
                "{\"a\": 1, \"box\": \"b\"}"
            })
    void clearTextIsNotTakenForSealed(String json) {
        assertThat(CredentialSeal.isSealed(json)).isFalse();
        assertThat(seal.open(ADA, json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AAECAwQFBgcICQoLDA0ODw==", "not base64 at all, but long enough to be one"})
    void aKeyThatIsNoneIsRefused(String key) {
        assertThatThrownBy(() -> CredentialSeal.withKey(key))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("openssl rand -base64 32");
    }
}
