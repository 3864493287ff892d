package co.getanswers.platform;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Settings of the credentials for users' mailboxes. */
@ConfigMapping(prefix = "getanswers.credentials")
public interface CredentialSettings {
    /** The key that seals credentials: 32 random bytes in Base64. */
    Optional<String> key();

    /** Keys that open credentials as well, separated by commas: those before the key, and the one after it. */
    Optional<List<String>> otherKeys();

    /** Seals or removes the clear-text credentials of the old service when its database is taken over. */
    Optional<AdoptedCredentials> atAdoption();
}
