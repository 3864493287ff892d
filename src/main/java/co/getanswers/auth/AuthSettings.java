package co.getanswers.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of sign-in: lifetimes, password hashing, rate limits and the deletion of expired rows. */
@ConfigMapping(prefix = "getanswers.auth")
public interface AuthSettings {
    /** The lifetime of an access token; the Python service's ACCESS_TOKEN_EXPIRE_MINUTES sets it too. */
    @WithDefault("15M")
    Duration accessTokenLifetime();

    /** The lifetime of a session that is not renewed. */
    @WithDefault("30D")
    Duration refreshTokenLifetime();

    /** The networks of the proxies in front, such as {@code 10.0.0.0/8}, whose X-Forwarded-For names the client. */
    Optional<List<String>> trustedProxies();

    /** The longest life of a session, however often it is renewed. */
    @WithDefault("90D")
    Duration sessionLifetime();

    /** The lifetime of the link in a sign-in mail. */
    @WithDefault("10M")
    Duration magicLinkLifetime();

    /** The shortest new password, in characters: at least 8; NIST asks for 15 where it is the only factor. */
    @WithDefault("8")
    int passwordMinLength();

    /** The place of the token in mailed links: {@code fragment}, or {@code query} for the Python service's web client. */
    @WithDefault("fragment")
    LinkStyle linkStyle();

    /** The bcrypt cost of new password hashes: each step doubles the time of one. */
    @WithDefault("12")
    int bcryptCost();

    /** The number of passwords hashed at the same time; each takes about a quarter of a second of a processor. */
    @WithDefault("2")
    int hashesAtOnce();

    /** The number of passwords that may wait to be hashed; another is refused with 429. */
    @WithDefault("40")
    int hashesWaiting();

    /** The rate of failed sign-ins for one address from one client. */
    @WithDefault("10/15M")
    Rate signInsPerAddressAndClient();

    /** The rate of failed sign-ins for one address from all clients that are not known to its owner. */
    @WithDefault("100/15M")
    Rate signInsPerAddress();

    /** The rate of failed sign-ins from one client. */
    @WithDefault("50/15M")
    Rate signInsPerClient();

    /** The rate of wrong current passwords when one user changes it. */
    @WithDefault("10/15M")
    Rate passwordChangesPerUser();

    /** The rate of sign-in mails to one address that one client requests. */
    @WithDefault("3/1H")
    Rate magicLinksPerAddressAndClient();

    /** The rate of sign-in mails to one address that all clients request which are not known to its owner. */
    @WithDefault("10/1H")
    Rate magicLinksPerAddress();

    /** The rate of sign-in mails requested by one client. */
    @WithDefault("20/1H")
    Rate magicLinksPerClient();

    /** The rate of accounts registered by one client. */
    @WithDefault("20/1H")
    Rate registrationsPerClient();

    /** The rate of attempts to log in to mailboxes that one user connects or changes. */
    @WithDefault("20/15M")
    Rate mailboxTestsPerUser();

    /** The time that the owner of an address has to keep what was in its account before the address was proved. */
    @WithDefault("30D")
    Duration setAsideAccountsKept();

    /** The interval at which accounts that nobody chose to keep are deleted. */
    @WithDefault("1H")
    Duration expiredSetAsideAccountsEvery();

    /** The time for which a client from whose network somebody has signed in is known to them. */
    @WithDefault("90D")
    Duration knownClientsKept();

    /** The age from which on a sign-in is not recent enough to delete the account or to set a first password. */
    @WithDefault("15M")
    Duration recentSignIn();

    /** The interval at which expired and ended sessions are deleted. */
    @WithDefault("1H")
    Duration expiredSessionsEvery();

    /** The interval at which sign-in links that expired a day ago are deleted. */
    @WithDefault("1H")
    Duration expiredLinksEvery();

    /** The interval at which attempts that no rate limit counts any more are deleted. */
    @WithDefault("1H")
    Duration expiredAttemptsEvery();

    /** The interval at which idempotency keys that are a day old are deleted, with the responses kept for them. */
    @WithDefault("1H")
    Duration expiredKeysEvery();
}
