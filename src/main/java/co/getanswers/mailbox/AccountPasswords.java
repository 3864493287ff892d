package co.getanswers.mailbox;

import co.getanswers.platform.CredentialSeal;
import co.getanswers.platform.CredentialSettings;
import co.getanswers.platform.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Seals and opens the passwords of accounts; each opens for the account that it was sealed for only. */
@ApplicationScoped
class AccountPasswords {
    private final Optional<CredentialSeal> seal;

    AccountPasswords(CredentialSettings settings) {
        seal = CredentialSeal.of(settings);
    }

    boolean hasKey() {
        return seal.isPresent();
    }

    /** @throws Failure.Conflict if the configuration has no key */
    void requireKey() {
        if (seal.isEmpty()) {
            throw new Failure.Conflict(
                    "Mailboxes can't be connected: the service has no key to encrypt their passwords."
                            + " Its operator sets GETANSWERS_CREDENTIALS_KEY.");
        }
    }

    /** @throws Failure.Conflict if the configuration has no key */
    String seal(UUID account, String password) {
        requireKey();
        return seal.orElseThrow().seal(account, password);
    }

    /** @return empty without a key, or if it was sealed with another */
    Optional<String> open(UUID account, String sealed) {
        return seal.flatMap(key -> key.open(account, sealed));
    }
}
