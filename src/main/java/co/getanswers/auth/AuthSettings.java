package co.getanswers.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people sign in. */
@ConfigMapping(prefix = "getanswers.auth")
public interface AuthSettings {
    /** How long an access token is good for; the old service's ACCESS_TOKEN_EXPIRE_MINUTES sets it too. */
    @WithDefault("15M")
    Duration accessTokenLifetime();

    /** How long a session lasts without being renewed. */
    @WithDefault("30D")
    Duration refreshTokenLifetime();

    /** How long the link in a sign-in mail works. */
    @WithDefault("10M")
    Duration magicLinkLifetime();

    /** The cost of new password hashes: each step doubles the time that one takes. */
    @WithDefault("12")
    int bcryptCost();

    /** How many passwords are hashed at the same time; each keeps a processor busy for about a quarter of a second. */
    @WithDefault("2")
    int hashesAtOnce();

    /** How many more may wait for their turn; whoever comes after them is told to try again (429). */
    @WithDefault("40")
    int hashesWaiting();

    /** Failed sign-ins for one address. */
    @WithDefault("10/15M")
    Rate signInsPerAddress();

    /** Failed sign-ins from one client. */
    @WithDefault("50/15M")
    Rate signInsPerClient();

    /** Wrong current passwords in one account. */
    @WithDefault("10/15M")
    Rate passwordChangesPerUser();

    /** Sign-in mails to one address. */
    @WithDefault("3/1H")
    Rate magicLinksPerAddress();

    /** Sign-in mails asked for by one client. */
    @WithDefault("20/1H")
    Rate magicLinksPerClient();

    /** Accounts registered by one client. */
    @WithDefault("20/1H")
    Rate registrationsPerClient();

    /** How often sessions that are over are deleted. */
    @WithDefault("1H")
    Duration expiredSessionsEvery();

    /** How often sign-in links that expired a day ago are deleted. */
    @WithDefault("1H")
    Duration expiredLinksEvery();

    /** How often tries are deleted that no limit counts any more. */
    @WithDefault("1H")
    Duration expiredAttemptsEvery();
}
