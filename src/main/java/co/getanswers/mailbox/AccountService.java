package co.getanswers.mailbox;

import co.getanswers.account.MailboxWriter;
import co.getanswers.account.User;
import co.getanswers.auth.RateLimit;
import co.getanswers.auth.RateLimiter;
import co.getanswers.auth.RateLimiter.Subject;
import co.getanswers.mail.MailboxAddress;
import co.getanswers.mailbox.MailAccountResource.MailAccountChange;
import co.getanswers.mailbox.MailAccountResource.NewMailAccount;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.database.DeferredTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connects, changes, pauses and disconnects mailboxes for the user who asks. */
@ApplicationScoped
class AccountService {
    private final AccountStore store;
    private final ConnectionTest test;
    private final AccountPasswords passwords;
    private final RateLimiter attempts;
    private final ServiceRecords services;
    private final GmailPermissions gmail;
    private final MailDeletion deletion;

    AccountService(
            AccountStore store,
            ConnectionTest test,
            AccountPasswords passwords,
            RateLimiter attempts,
            ServiceRecords services,
            GmailPermissions gmail,
            MailDeletion deletion) {
        this.store = store;
        this.test = test;
        this.passwords = passwords;
        this.attempts = attempts;
        this.services = services;
        this.gmail = gmail;
        this.deletion = deletion;
    }

    Uni<List<AccountView>> list(UUID userId) {
        return store.list(userId);
    }

    Uni<AccountView> read(UUID userId, UUID id) {
        return store.read(userId, id);
    }

    /** @throws Failure.Missing (in the Uni) if none are known */
    Uni<ServerPair> servers(String address) {
        var normalised = normalised(List.of(address), "address").get(0);
        var known = KnownProviders.of(normalised);
        return (known.isPresent() ? Uni.createFrom().item(known) : services.find(normalised))
                .map(servers -> servers.orElseThrow(() -> new Failure.Missing(
                        "No servers are known for this address: its provider says which they are.")));
    }

    Uni<AccountView> create(MailboxWriter writer, NewMailAccount body) {
        passwords.requireKey();
        var addresses = normalised(body.addresses(), "addresses");
        var servers = chosen(addresses.get(0), body);
        var account = new MailAccount();
        account.id = IdentifierGenerator.next();
        account.userId = writer.userId();
        account.addresses = addresses;
        account.connectTo(servers.imap(), servers.smtp());
        account.keepsSent = body.keepsSent() == null ? servers.keepsSent() : body.keepsSent();
        file(account, body.onFile(), body.fileFolder());
        account.keepsDrafts = Boolean.TRUE.equals(body.keepsDrafts());
        account.sealedPassword = passwords.seal(account.id, body.password());
        return store.requireRoom(writer.userId(), servers.imap())
                .chain(() -> attempt(writer.userId(), servers.imap(), servers.smtp(), body.password()))
                .chain(DeferredTransaction::begin)
                .chain(() -> store.create(writer, account));
    }

    /** @throws Failure.Invalid if a server is not sent and none is known */
    private static ServerPair chosen(String address, NewMailAccount body) {
        var known = KnownProviders.of(address);
        var imap = body.imap();
        var smtp = body.smtp();
        if (imap == null || smtp == null) {
            var found = known.orElseThrow(() -> new Failure.Invalid(
                    imap == null ? "imap" : "smtp", "must be given: no servers are known for " + address));
            return new ServerPair(
                    imap == null ? found.imap() : imap, smtp == null ? found.smtp() : smtp, found.keepsSent());
        }
        return new ServerPair(imap, smtp, known.map(ServerPair::keepsSent).orElse(true));
    }

    Uni<AccountView> change(MailboxWriter writer, UUID id, MailAccountChange body) {
        var addresses = body.addresses() == null ? null : normalised(body.addresses(), "addresses");
        return store.find(writer.userId(), id).chain(before -> {
            requireFieldsOf(before.provider, body);
            var imap = body.imap() == null ? before.imap() : body.imap();
            var smtp = body.smtp() == null ? before.smtp() : body.smtp();
            var moves = !imap.equals(before.imap()) || !smtp.equals(before.smtp());
            if (moves && body.password() == null) {
                // Else a stolen session could have the stored password sent to a server of its own choice.
                throw new Failure.Invalid("password", "must be given with a new server or name");
            }
            var sealed = body.password() == null ? null : passwords.seal(id, body.password());
            var tried = body.password() == null
                    ? Uni.createFrom().voidItem()
                    : attempt(writer.userId(), imap, smtp, body.password());
            return tried.chain(DeferredTransaction::begin)
                    .chain(() -> store.change(writer, id, before.version, (account, now) -> {
                        account.connectTo(imap, smtp);
                        account.addresses = addresses == null ? account.addresses : addresses;
                        account.keepsSent = body.keepsSent() == null ? account.keepsSent : body.keepsSent();
                        file(account, body.onFile(), body.fileFolder());
                        account.keepsDrafts = body.keepsDrafts() == null ? account.keepsDrafts : body.keepsDrafts();
                        if (sealed != null) {
                            account.sealedPassword = sealed;
                            account.connectAgain(now);
                        }
                    }));
        });
    }

    /** @throws Failure.Invalid if mail is to go to a folder that is not named, or can't be one */
    private static void file(MailAccount account, @Nullable Filing onFile, @Nullable String folder) {
        if (folder != null) {
            var name = folder.strip();
            if (name.isEmpty()
                    || name.equalsIgnoreCase("INBOX")
                    || name.chars().anyMatch(c -> Character.isISOControl(c) || c == '*' || c == '%')) {
                throw new Failure.Invalid("fileFolder", "must be the name of a folder other than the inbox");
            }
            account.fileFolder = name;
        }
        account.onFile = onFile == null ? account.onFile : onFile;
        if (account.onFile == Filing.FOLDER && account.fileFolder == null) {
            throw new Failure.Invalid("fileFolder", "must be given where mail goes to a folder");
        }
    }

    /** @throws Failure.Invalid if a field is changed that the provider determines */
    private static void requireFieldsOf(MailProvider provider, MailAccountChange body) {
        if (provider == MailProvider.GMAIL
                && (body.password() != null
                        || body.imap() != null
                        || body.smtp() != null
                        || Boolean.TRUE.equals(body.keepsSent()))) {
            throw new Failure.Invalid(
                    "addresses",
                    "can be changed of a mailbox at Gmail, where filed mail goes, and whether drafts are kept; connect it anew for a new permission");
        }
    }

    Uni<AccountView> pause(MailboxWriter writer, UUID id) {
        return store.change(writer, id, null, (account, now) -> {
            account.state = AccountState.PAUSED;
            account.stateReason = null;
        });
    }

    Uni<AccountView> resume(MailboxWriter writer, UUID id) {
        return store.change(writer, id, null, MailAccount::connectAgain);
    }

    /** @throws Failure.NotFound (in the Uni) if the user has no such mailbox */
    Uni<AccountMail> mail(UUID userId, UUID id) {
        return store.find(userId, id).chain(() -> deletion.count(userId, id));
    }

    /** @throws Failure.Conflict (in the Uni) while its mail is to be deleted and a reply to it is on its way */
    Uni<Void> delete(MailboxWriter writer, UUID id, MailOnDelete mail) {
        return store.find(writer.userId(), id)
                .chain(account -> (mail == MailOnDelete.DELETE ? deletion.delete(writer, id) : store.delete(writer, id))
                        .invoke(() -> {
                            if (account.provider == MailProvider.GMAIL) {
                                gmail.revoke(id, account.sealedPassword);
                            }
                        }));
    }

    private Uni<Void> attempt(UUID userId, ServerSettings imap, ServerSettings smtp, String password) {
        return attempts.acquire(Subject.of(RateLimit.MAILBOX_TESTS_PER_USER, userId.toString()))
                .chain(() -> test.run(imap, smtp, password));
    }

    /** @throws Failure.Invalid if one is no address */
    private static List<String> normalised(List<@Nullable String> addresses, String field) {
        return addresses.stream()
                .map(address -> User.normalised(String.valueOf(address)))
                .peek(address -> {
                    if (!MailboxAddress.isValid(address)) {
                        throw new Failure.Invalid(field, "must be e-mail addresses");
                    }
                })
                .distinct()
                .toList();
    }
}
