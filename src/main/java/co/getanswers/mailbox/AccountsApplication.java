package co.getanswers.mailbox;

import co.getanswers.account.CommandUsers;
import co.getanswers.account.MailboxWriter;
import co.getanswers.mailbox.MailAccountResource.NewMailAccount;
import co.getanswers.platform.CommandFailed;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.DatabaseUnavailable;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the {@code accounts} command in the application; the arguments are the subcommand, the user and the rest. */
@Dependent
class AccountsApplication implements QuarkusApplication {
    /** The argument of remove that deletes the mail, too. */
    static final String WITH_MAIL = "--with-mail";

    /** The arguments of add before the addresses. */
    private static final int SETTINGS = 7;

    private static final int IMAPS = 993;
    private static final int IMAP = 143;
    private static final int SUBMISSIONS = 465;
    private static final int SUBMISSION = 587;

    private final AccountService accounts;
    private final PasswordReseal reseal;
    private final CommandUsers users;
    private final PrintStream out;
    private final PrintStream err;

    @Inject
    AccountsApplication(AccountService accounts, PasswordReseal reseal, CommandUsers users) {
        this(accounts, reseal, users, System.out, System.err);
    }

    AccountsApplication(
            AccountService accounts, PasswordReseal reseal, CommandUsers users, PrintStream out, PrintStream err) {
        this.accounts = accounts;
        this.reseal = reseal;
        this.users = users;
        this.out = out;
        this.err = err;
    }

    @Override
    public int run(String... arguments) {
        try {
            users.requireSchema();
            if (arguments[0].equals("reseal")) {
                return reseal();
            }
            var user = users.id(arguments[1]);
            var rest = Arrays.asList(arguments).subList(2, arguments.length);
            switch (arguments[0]) {
                case "list" -> list(user);
                case "add" -> add(user, rest);
                case "sync" -> sync(user, rest.get(0));
                default -> remove(user, rest.get(0), rest.contains(WITH_MAIL));
            }
            return 0;
        } catch (CommandFailed failed) {
            err.println("FAILED: " + failed.getMessage());
        } catch (Failure.Invalid invalid) {
            invalid.errors().forEach(error -> err.println("FAILED: " + error.field() + ": " + error.message()));
        } catch (Failure failure) {
            err.println("FAILED: " + failure.getMessage());
        }
        return 1;
    }

    private void list(UUID user) {
        var all = await(() -> accounts.list(user));
        if (all.isEmpty()) {
            out.println("No mailbox is connected.");
        }
        all.forEach(account -> out.println(line(account)));
    }

    private static String line(AccountView account) {
        return account.id() + "  " + String.join(", ", account.addresses()) + "  "
                + account.provider().value() + "  " + account.state().value() + "  "
                + account.progress().done() + "/" + account.progress().total()
                + (account.lastSuccessAt() == null ? "" : "  last success " + account.lastSuccessAt())
                + (account.reason() == null ? "" : "  " + account.reason());
    }

    /** @param arguments the servers, the login, the settings in the order of the command, and the addresses; "" if absent */
    private void add(UUID user, List<String> arguments) {
        var addresses = arguments.subList(SETTINGS, arguments.size());
        var login = arguments.get(2).isEmpty() ? addresses.get(0) : arguments.get(2);
        var imap = server(arguments.get(0), IMAPS, IMAP, login);
        var smtp = server(arguments.get(1), SUBMISSIONS, SUBMISSION, login);
        var onFile = EnumValue.parseNullable(Filing.class, given(arguments.get(3)));
        var keepsSent = given(arguments.get(5));
        var account = new NewMailAccount(
                addresses,
                password(),
                imap,
                smtp,
                keepsSent == null ? null : Boolean.valueOf(keepsSent),
                onFile,
                given(arguments.get(4)),
                Boolean.valueOf(arguments.get(6)));
        var added = await(() -> accounts.create(MailboxWriter.service(user), account));
        out.println("Connected " + String.join(", ", addresses) + " as " + added.id() + "; workers fetch its mail.");
    }

    private static @Nullable String given(String argument) {
        return argument.isEmpty() ? null : argument;
    }

    /** @return null for the server of a well-known provider */
    private static @Nullable ServerSettings server(String place, int usual, int startTls, String login) {
        if (place.isEmpty()) {
            return null;
        }
        var colon = place.lastIndexOf(':');
        try {
            var port = colon < 0 ? usual : Integer.parseInt(place.substring(colon + 1));
            var host = colon < 0 ? place : place.substring(0, colon);
            if (!host.isEmpty() && port > 0 && port < 65_536) {
                return new ServerSettings(host, port, port == startTls ? TlsMode.STARTTLS : TlsMode.IMPLICIT, login);
            }
        } catch (NumberFormatException notANumber) {
            // Refused below.
        }
        throw new CommandFailed(place + " is no server: give HOST or HOST:PORT.");
    }

    private static String password() {
        var terminal = System.console();
        try {
            var password = terminal == null
                    ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine()
                    : String.valueOf(Objects.requireNonNullElse(terminal.readPassword("Password: "), new char[0]));
            if (password == null || password.isEmpty()) {
                throw new CommandFailed(
                        "there is no password: type it, or pass it as the first line of standard input.");
            }
            return password;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void sync(UUID user, String mailbox) {
        var found = find(user, mailbox);
        await(() -> accounts.resume(MailboxWriter.service(user), found.id()));
        out.println("A worker connects to " + String.join(", ", found.addresses()) + " and fetches its mail.");
    }

    private void remove(UUID user, String mailbox, boolean withMail) {
        var found = find(user, mailbox);
        var names = String.join(", ", found.addresses());
        var mail = withMail ? await(() -> accounts.mail(user, found.id())) : null;
        var choice = withMail ? MailOnDelete.DELETE : MailOnDelete.KEEP;
        await(() ->
                accounts.delete(MailboxWriter.service(user), found.id(), choice).replaceWith(found));
        if (mail == null) {
            out.println("Disconnected " + names + "; its mail stays.");
            return;
        }
        var kept = mail.kept();
        out.printf(
                "Disconnected %s, and deleted %,d messages (%,d sent by the user) with %,d cards that waited (%,d with a text of"
                        + " the user).%n",
                names, mail.messages(), mail.sentMessages(), mail.cards(), mail.cardsWithOwnText());
        out.printf(
                "Kept: %,d messages that another mailbox has, %,d that were here before, %,d sent replies, and %,d decided cards"
                        + " without their mail.%n",
                kept.inOtherMailboxes(), kept.before(), kept.replies(), mail.decidedCards());
    }

    private AccountView find(UUID user, String mailbox) {
        var all = await(() -> accounts.list(user));
        var found = all.stream()
                .filter(account -> account.id().toString().equals(mailbox)
                        || account.addresses().stream().anyMatch(mailbox::equalsIgnoreCase))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new CommandFailed(
                found.isEmpty()
                        ? "the user has no mailbox " + mailbox + ": accounts list shows those that are connected."
                        : "several mailboxes have the address " + mailbox + ": give the id of one, "
                                + found.stream()
                                        .map(account -> account.id().toString())
                                        .collect(Collectors.joining(" or "))
                                + ".");
    }

    private int reseal() {
        var result = await(reseal::run);
        out.printf("Encrypted %,d passwords with the key; %,d were already.%n", result.sealed(), result.current());
        result.unreadable()
                .forEach(
                        owner -> err.println(
                                "FAILED: no key opens the password of the " + owner
                                        + ": add the key that encrypted it to GETANSWERS_CREDENTIALS_OTHER_KEYS, or have it sent again."));
        return result.unreadable().isEmpty() ? 0 : 1;
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Failure | CommandFailed failure) {
            throw failure;
        } catch (Throwable failed) {
            throw new CommandFailed(
                    DatabaseUnavailable.isCauseOf(failed)
                            ? "the database can't be reached."
                            : "unforeseen: " + failed.getMessage());
        }
    }
}
