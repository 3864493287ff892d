package co.getanswers.mailbox;

import co.getanswers.account.MailboxWriter;
import co.getanswers.platform.DevelopmentMailServer;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The mailbox of the demo account in dev mode, on a mail server in this process, in which a mail arrives now and then. */
@IfBuildProfile("dev")
@ApplicationScoped
public class DemoMailbox {
    private static final Logger LOG = Logger.getLogger(DemoMailbox.class);
    private static final String HOST = "127.0.0.1";
    private static final Duration FIRST_ARRIVAL = Duration.ofSeconds(20);
    private static final Duration ARRIVALS_EVERY = Duration.ofMinutes(2);

    /** The most mails that arrive in one run: a forgotten one does not fill its database. */
    private static final int MOST_ARRIVALS = 30;

    private static final Pattern SEPARATOR = Pattern.compile("(?m)^From \\S+ .*\\r?\\n");
    private static final Pattern QUOTED_FROM = Pattern.compile("(?m)^>(>*From )");

    private final AccountStore store;
    private final AccountPasswords passwords;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var demo = new Thread(task, "demo-mail");
        demo.setDaemon(true);
        return demo;
    });

    private DevelopmentMailServer.@Nullable Running server;
    private int arrived;

    DemoMailbox(AccountStore store, AccountPasswords passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    /**
     * Starts the server and connects the mailbox, on a thread of its own: the start of the application does not wait for it.
     *
     * @param otherwise called where that fails, or the configuration has no key for its password
     */
    public void begin(UUID userId, String address, String password, Runnable otherwise) {
        if (!passwords.hasKey()) {
            LOG.info("The demo mailbox is not connected: GETANSWERS_CREDENTIALS_KEY is not set");
            thread.execute(otherwise);
            return;
        }
        thread.execute(() -> {
            try {
                connect(userId, address, password);
                var arrivals = mails("/demo/arrivals.mbox");
                thread.scheduleWithFixedDelay(
                        () -> arrive(arrivals),
                        FIRST_ARRIVAL.toMillis(),
                        ARRIVALS_EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (Throwable failed) {
                LOG.error("The demo mailbox was not connected", failed);
                otherwise.run();
            }
        });
    }

    private void connect(UUID userId, String address, String password) throws Throwable {
        var provider = DevelopmentMailServer.find()
                .orElseThrow(() -> new IllegalStateException("There is no mail server for dev mode"));
        var mails = mails("/demo/mailbox.mbox");
        var own = Pattern.compile("(?mi)^From: .*" + Pattern.quote(address));
        var running = provider.start(
                address,
                password,
                bytes(mails.stream().filter(mail -> !own.matcher(header(mail)).find())),
                bytes(mails.stream().filter(mail -> own.matcher(header(mail)).find())));
        server = running;
        var imap = new ServerSettings(HOST, running.imapPort(), TlsMode.NONE, address);
        var smtp = new ServerSettings(HOST, running.smtpPort(), TlsMode.NONE, address);
        var writer = MailboxWriter.service(userId);
        var connected = VertxContextSupport.subscribeAndAwait(() -> store.findSame(userId, imap));
        if (connected == null) {
            var account = new MailAccount();
            account.id = IdentifierGenerator.next();
            account.userId = userId;
            account.addresses = List.of(address);
            account.connectTo(imap, smtp);
            account.keepsSent = true;
            account.keepsDrafts = true;
            account.sealedPassword = passwords.seal(account.id, password);
            VertxContextSupport.subscribeAndAwait(() -> store.create(writer, account));
        } else {
            // The ports are others with each start, and the drafts of the last one are gone.
            VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(
                    () -> MailDraft.delete("userId = ?1 and accountId = ?2", userId, connected.id)));
            var sealed = passwords.seal(connected.id, password);
            VertxContextSupport.subscribeAndAwait(() -> store.change(writer, connected.id, null, (account, now) -> {
                account.connectTo(imap, smtp);
                account.sealedPassword = sealed;
                if (account.state != AccountState.PAUSED) {
                    account.connectAgain(now);
                }
            }));
        }
        LOG.infof(
                "The demo mailbox is read from a mail server in this process (IMAP at %s:%d, SMTP at port %d); a mail arrives every"
                        + " %d minutes. Any mail program can log in as %s with the demo account's password.",
                HOST, running.imapPort(), running.smtpPort(), ARRIVALS_EVERY.toMinutes(), address);
    }

    private void arrive(List<String> arrivals) {
        var running = server;
        if (running == null || arrived == MOST_ARRIVALS) {
            return;
        }
        try {
            var now = VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(DatabaseClock::now))
                    .atZone(ZoneOffset.UTC);
            var mail = arrivals.get(arrived % arrivals.size())
                    .replace("{id}", UUID.randomUUID().toString())
                    .replace("{date}", DateTimeFormatter.RFC_1123_DATE_TIME.format(now));
            running.deliver(bytes(Stream.of(mail)).get(0));
            arrived++;
        } catch (Throwable unavailable) {
            LOG.debug("No mail arrives this time", unavailable);
        }
    }

    private static List<String> mails(String resource) {
        try (var in = DemoMailbox.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path");
            }
            // ISO 8859-1 keeps every byte.
            var text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return SEPARATOR
                    .splitAsStream(text)
                    .filter(mail -> !mail.isBlank())
                    .map(mail -> QUOTED_FROM.matcher(mail).replaceAll("$1"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String header(String mail) {
        return mail.split("\\r?\\n\\r?\\n", 2)[0];
    }

    private static List<byte[]> bytes(Stream<String> mails) {
        return mails.map(mail -> mail.replaceAll("\\r?\\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    void stop(@Observes ShutdownEvent stopped) {
        thread.shutdownNow();
        var running = server;
        if (running != null) {
            running.close();
        }
    }
}
