package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.TestDatabase;
import co.getanswers.platform.AdoptedCredentials;
import co.getanswers.platform.CredentialSettings;
import co.getanswers.platform.Failure;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountPasswordsTest {
    private static final UUID ACCOUNT = UUID.fromString("0190a5d2-7c1e-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0190a5d2-7c1e-7000-8000-000000000002");

    private static AccountPasswords with(Optional<String> key) {
        return new AccountPasswords(settings(key));
    }

    static CredentialSettings settings(Optional<String> key) {
        return new CredentialSettings() {
            @Override
            public Optional<String> key() {
                return key;
            }

            @Override
            public Optional<List<String>> otherKeys() {
                return Optional.empty();
            }

            @Override
            public Optional<AdoptedCredentials> atAdoption() {
                return Optional.empty();
            }
        };
    }

    @Test
    void aPasswordOpensForItsAccountOnly() {
        var passwords = with(Optional.of(TestDatabase.CREDENTIALS_KEY));
        var sealed = passwords.seal(ACCOUNT, "a secret");

        assertThat(sealed).doesNotContain("a secret");
        assertThat(passwords.open(ACCOUNT, sealed)).contains("a secret");
        assertThat(passwords.open(OTHER, sealed)).isEmpty();
    }

    @Test
    void withoutAKeyTheSettingIsNamed() {
        var passwords = with(Optional.empty());

        assertThatThrownBy(passwords::requireKey)
                .isInstanceOf(Failure.Conflict.class)
                .hasMessageContaining("GETANSWERS_CREDENTIALS_KEY");
        assertThat(passwords.open(ACCOUNT, "{}")).isEmpty();
    }
}
