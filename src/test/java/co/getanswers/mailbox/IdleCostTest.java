package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.ObjectName;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The memory and the threads of mailboxes that wait for mail over TLS; their server is another process. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(MailboxDefaults.class)
@Tag("soak")
class IdleCostTest {
    private static final Logger LOG = Logger.getLogger(IdleCostTest.class);
    private static final int FEW = 200;
    private static final int MANY = 1000;
    private static final int BOUND = 150 * 1024;

    @Inject
    MailboxWorkerFactory workers;

    @Inject
    AccountPasswords passwords;

    private Process server;
    private int port;
    private MailboxWorker worker;

    /** A server that makes a mailbox for each name that logs in. Prints its port, and ends with its input. */
    static final class MailServer {
        private MailServer() {}

        public static void main(String[] arguments) throws IOException {
            var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS);
            setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis());
            var mail = new com.icegreen.greenmail.util.GreenMail(setup);
            mail.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
            mail.start();
            System.out.println("PORT " + mail.getImaps().getPort());
            while (System.in.read() >= 0) {
                // The test still runs.
            }
            System.exit(0);
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Xss256k",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MailServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = server.inputReader(StandardCharsets.UTF_8);
        while (port == 0) {
            var line = lines.readLine();
            assertThat(line).isNotNull();
            if (line.startsWith("PORT ")) {
                port = Integer.parseInt(line.substring("PORT ".length()));
            }
        }
    }

    @AfterEach
    void stop() throws IOException {
        if (worker != null) {
            worker.stop(new ShutdownEvent());
        }
        TestSql.execute("delete from mail_accounts");
        server.destroy();
    }

    private void connect(UUID user, int accounts) {
        for (var i = 0; i < accounts; i++) {
            var id = UUID.randomUUID();
            var name = "person-" + id + "@test.example";
            TestSql.execute(
                    "insert into mail_accounts (id, user_id, provider, addresses, imap_host, imap_port, imap_tls, imap_username,"
                            + " smtp_host, smtp_port, smtp_tls, smtp_username, sealed_password, keeps_sent, state, version,"
                            + " messages_total, messages_done, available_at, failures, refusals, created_at, updated_at)"
                            + " values (?, ?, 'imap', array[?], '127.0.0.1', ?, 'implicit', ?, '127.0.0.1', 25, 'none', ?, ?::jsonb,"
                            + " true, 'connecting', 0, 0, 0, now(), 0, 0, now(), now())",
                    id,
                    user,
                    name,
                    port,
                    name,
                    name,
                    passwords.seal(id, "secret"));
        }
    }

    private record Cost(long bytes, int threads, Map<String, Long> types) {}

    /** The cost once all mailboxes are live, and nothing was fetched from them since. */
    private Cost whenAllWait(int accounts) throws Exception {
        await("the mailboxes to be read")
                .atMost(Duration.ofMinutes(5))
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from mail_accounts where state = 'live' and last_success_at is not null")
                        == accounts);
        var used = new ArrayList<Long>();
        for (var i = 0; i < 3; i++) {
            System.gc();
            used.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return new Cost(
                used.stream().mapToLong(Long::longValue).min().orElseThrow(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                types());
    }

    /** The bytes of the live objects of each class. */
    private static Map<String, Long> types() throws Exception {
        var histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        var types = new HashMap<String, Long>();
        histogram.lines().map(line -> line.strip().split("\\s+")).forEach(line -> {
            if (line.length >= 4 && line[0].endsWith(":")) {
                types.merge(line[3], Long.parseLong(line[2]), Long::sum);
            }
        });
        return types;
    }

    @Test
    void aMailboxThatWaitsHasLittleMemoryAndNoThreadOfItsOwn() throws Exception {
        var user = TestAccounts.create().id();
        connect(user, FEW);
        worker = workers.create();
        worker.start();
        var few = whenAllWait(FEW);
        connect(user, MANY - FEW);
        var many = whenAllWait(MANY);

        var each = (many.bytes - few.bytes) / (MANY - FEW);
        LOG.infof(
                "With %d and %d mailboxes: %d and %d KiB of heap, %d and %d threads; each %.1f KiB",
                FEW, MANY, few.bytes / 1024, many.bytes / 1024, few.threads, many.threads, each / 1024.0);
        most(few, many)
                .forEach(type -> LOG.infof(
                        "%8d bytes each: %s",
                        (many.types.get(type) - few.types.getOrDefault(type, 0L)) / (MANY - FEW), type));
        assertThat(each).isLessThan(BOUND);
        assertThat(many.threads - few.threads).isLessThan(10);
    }

    private static List<String> most(Cost few, Cost many) {
        return many.types.keySet().stream()
                .sorted((one, other) -> Long.compare(
                        many.types.get(other) - few.types.getOrDefault(other, 0L),
                        many.types.get(one) - few.types.getOrDefault(one, 0L)))
                .limit(25)
                .toList();
    }
}
