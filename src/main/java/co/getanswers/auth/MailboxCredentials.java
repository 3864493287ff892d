package co.getanswers.auth;

import co.getanswers.platform.CredentialSeal;
import co.getanswers.platform.CredentialSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells whether the stored credentials of a mailbox can be read with the key of the settings. */
@ApplicationScoped
class MailboxCredentials {
    private final Optional<CredentialSeal> seal;

    MailboxCredentials(CredentialSettings settings) {
        seal = CredentialSeal.of(settings);
    }

    /** False for credentials in clear text, too: nothing uses those. */
    boolean canRead(UUID userId, @Nullable String credentials) {
        return credentials != null
                && seal.isPresent()
                && seal.get().open(userId, credentials).isPresent();
    }
}
