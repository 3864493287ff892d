package co.getanswers.mailbox;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.MailboxWriter;
import co.getanswers.account.User;
import co.getanswers.auth.RateLimit;
import co.getanswers.auth.RateLimiter;
import co.getanswers.auth.RateLimiter.Subject;
import co.getanswers.auth.SecretToken;
import co.getanswers.mailbox.GmailPermissions.Granted;
import co.getanswers.mailbox.GmailResource.Authorisation;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.database.DeferredTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Connects mailboxes at Gmail for the user who asks. */
@ApplicationScoped
class GmailAccounts {
    private final GmailClients clients;
    private final GmailPermissions permissions;
    private final GmailAuthorisations authorisations;
    private final AccountStore store;
    private final AccountPasswords passwords;
    private final RateLimiter attempts;
    private final String redirect;

    GmailAccounts(
            GmailClients clients,
            GmailPermissions permissions,
            GmailAuthorisations authorisations,
            AccountStore store,
            AccountPasswords passwords,
            RateLimiter attempts,
            @ConfigProperty(name = "getanswers.app-url") String appUrl) {
        this.clients = clients;
        this.permissions = permissions;
        this.authorisations = authorisations;
        this.store = store;
        this.passwords = passwords;
        this.attempts = attempts;
        this.redirect = appUrl.replaceAll("/+$", "") + "/auth/gmail";
    }

    boolean areOffered() {
        return clients.isConfigured() && passwords.hasKey();
    }

    /** @throws Failure.Conflict (in the Uni, or at once) if Gmail is not configured, or nobody proved the user's address */
    Uni<Authorisation> authorise(AuthenticatedUser user) {
        clients.requireConfigured();
        passwords.requireKey();
        var state = SecretToken.random();
        var verifier = SecretToken.random().text();
        return store.requireProved(user.id())
                .chain(() -> attempts.acquire(
                        Subject.of(RateLimit.MAILBOX_TESTS_PER_USER, user.id().toString())))
                .chain(() -> authorisations.insert(user, state, verifier))
                .map(expiresAt ->
                        new Authorisation(clients.oauth().authorisation(state.text(), verifier, redirect), expiresAt));
    }

    /**
     * Connects the mailbox of a permission, or renews that of one that is connected.
     *
     * @throws Failure.Conflict (in the Uni) if the session did not ask for it, or it was answered already
     */
    Uni<AccountView> connect(AuthenticatedUser user, String code, String state) {
        clients.requireConfigured();
        return authorisations
                .take(user, state)
                .map(verifier -> verifier.orElseThrow(() ->
                        new Failure.Conflict("This session has not asked for this permission in the last ten minutes,"
                                + " or it was answered already: connect Gmail again.")))
                .chain(verifier -> permissions.exchange(code, verifier, redirect))
                .chain(granted -> DeferredTransaction.begin()
                        .chain(() -> keep(user, granted))
                        .onFailure(Failure.Conflict.class)
                        .invoke(() -> permissions.revoke(granted.refreshToken())));
    }

    private Uni<AccountView> keep(AuthenticatedUser user, Granted granted) {
        var address = User.normalised(granted.email());
        var server = clients.server(address);
        return store.findSame(user.id(), server)
                .chain(known -> known == null
                        ? store.create(MailboxWriter.of(user), account(user.id(), address, server, granted))
                        : renew(user, known.id, granted));
    }

    private Uni<AccountView> renew(AuthenticatedUser user, UUID id, Granted granted) {
        var sealed = passwords.seal(id, granted.refreshToken());
        return store.change(MailboxWriter.of(user), id, null, (account, now) -> {
            account.sealedPassword = sealed;
            account.connectAgain(now);
        });
    }

    private MailAccount account(UUID userId, String address, ServerSettings server, Granted granted) {
        var account = new MailAccount();
        account.id = IdentifierGenerator.next();
        account.userId = userId;
        account.provider = MailProvider.GMAIL;
        account.addresses = List.of(address);
        account.connectTo(server, server);
        account.sealedPassword = passwords.seal(account.id, granted.refreshToken());
        return account;
    }
}
