package co.getanswers.mailbox.gmail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of mailboxes at Gmail, which are offered where both the client's id and its secret are set. */
@ConfigMapping(prefix = "getanswers.gmail")
public interface GmailSettings {
    /** The id of the OAuth client, from Google's console. */
    Optional<String> clientId();

    /** The secret of the OAuth client. */
    Optional<String> clientSecret();

    /** The interval at which a mailbox at Gmail is asked for changes. */
    @WithDefault("20s")
    Duration checkEvery();

    /** The time-out for the beginning of each answer of Gmail. */
    @WithDefault("30s")
    Duration timeout();

    /** The page on which a person gives permission. */
    @WithDefault("https://accounts.google.com/o/oauth2/v2/auth")
    URI authorisationUrl();

    /** The address that exchanges codes and refresh tokens for access tokens. */
    @WithDefault("https://oauth2.googleapis.com/token")
    URI tokenUrl();

    /** The address that revokes tokens. */
    @WithDefault("https://oauth2.googleapis.com/revoke")
    URI revokeUrl();

    /** The address of Gmail's interface, before {@code /gmail/v1}. */
    @WithDefault("https://gmail.googleapis.com")
    URI apiUrl();
}
