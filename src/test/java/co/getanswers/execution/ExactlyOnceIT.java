package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.ServiceProcess;
import co.getanswers.delivery.SlowLine;
import co.getanswers.schema.Database;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three worker processes, a scheduler, a real mail server and a real database: workers are killed at random moments and
 * the database is restarted, and every mail has arrived exactly once or is marked unknown.
 */
class ExactlyOnceIT {
    private static final int WORKERS = 3;
    private static final int MILLIS_PER_ANSWER = 100;

    private final Random random = new Random();
    private final List<ServiceProcess> workers = new ArrayList<>();
    private Map<String, String> environment;

    @TempDir
    Path folder;

    /** Threads of the mail server throw when a killed worker cuts their connection: no wait here may take it amiss. */
    @BeforeAll
    static void theMailServersThreadsMayThrow() {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    @AfterAll
    static void waitAsBefore() {
        Awaitility.reset();
    }

    @Test
    void everyMailArrivesOnceThroughAFewKills() throws Exception {
        prove(30, 4, 1);
    }

    @Test
    @Tag("soak")
    void everyMailArrivesOnceThroughManyKills() throws Exception {
        prove(500, 100, 3);
    }

    @Test
    @Tag("soak")
    void ofManyRepliesOnlyThoseStayUnknownThatNobodyAnswers() throws Exception {
        prove(600, 15, 0);
    }

    private void prove(int actions, int kills, int restarts) throws Exception {
        var began = Instant.now();
        var mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (var postgres = new RestartablePostgres(folder.resolve("postgres"));
                var line = new SlowLine(mail.getSmtp().getPort(), MILLIS_PER_ANSWER)) {
            environment = environment(postgres, line.port());
            Database.at(postgres.url()).migrateTo("latest");
            try (var scheduler = ServiceProcess.start(environment, List.of(), "scheduler")) {
                IntStream.range(0, WORKERS).forEach(i -> workers.add(worker()));
                var decided = work(postgres, actions, kills, restarts);
                awaitTheEnd(postgres);
                assertThat(scheduler.isAlive()).isTrue();
                check(postgres, mail, decided, kills, restarts, began);
                answerAll(postgres, mail);
            }
        } finally {
            workers.forEach(ServiceProcess::close);
            mail.stop();
        }
    }

    private static Map<String, String> environment(RestartablePostgres postgres, int smtp) {
        var environment = new HashMap<>(postgres.environment());
        environment.put("QUARKUS_MAILER_HOST", "localhost");
        environment.put("QUARKUS_MAILER_PORT", String.valueOf(smtp));
        environment.put("GETANSWERS_EXECUTION_LEASE", "3s");
        environment.put("GETANSWERS_SENDING_PER_HOUR", "1000000");
        environment.put("GETANSWERS_EXECUTION_POLL_INTERVAL", "500ms");
        environment.put("GETANSWERS_SCHEDULER_STALE_LEASES_EVERY", "1s");
        return environment;
    }

    private ServiceProcess worker() {
        return ServiceProcess.start(environment, List.of(), "worker");
    }

    /** Decides a few actions, lets the workers begin, kills one that is at it: as often as asked. */
    private List<UUID> work(RestartablePostgres postgres, int actions, int kills, int restarts) throws Exception {
        var decided = new ArrayList<UUID>();
        ApprovedActions person = null;
        for (var kill = 0; kill < kills; kill++) {
            var begun = begun();
            try (var connection = postgres.connect()) {
                person = person == null ? new ApprovedActions(connection) : person.over(connection);
                decided.addAll(decide(person, (actions - decided.size()) / (kills - kill)));
            }
            Thread.sleep(random.nextInt(10 * MILLIS_PER_ANSWER));
            var victim = holder(postgres).orElse(begun.get(random.nextInt(begun.size())));
            if (kill % (kills / (restarts + 1) + 1) == kills / (restarts + 1)) {
                postgres.restart();
            }
            ProcessHandle.of(workers.get(victim).pid()).ifPresent(ProcessHandle::destroyForcibly);
            workers.get(victim).exitCode();
            workers.set(victim, worker());
        }
        return decided;
    }

    private List<UUID> decide(ApprovedActions person, int actions) throws SQLException {
        var decided = new ArrayList<UUID>();
        while (decided.size() < actions) {
            decided.addAll(person.thread(Math.min(actions - decided.size(), 1 + random.nextInt(3))));
        }
        return decided;
    }

    /** The workers that have begun, of which there is one at least. */
    private List<Integer> begun() {
        return await("a worker to begin")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> IntStream.range(0, WORKERS)
                                .filter(i -> workers.get(i).output().contains("Running executions"))
                                .boxed()
                                .toList(),
                        begun -> !begun.isEmpty());
    }

    /** A worker that has something in its hands at this moment; empty where none has. */
    private Optional<Integer> holder(RestartablePostgres postgres) throws SQLException {
        var holders = new ArrayList<String>();
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select leased_by from executions where leased_until > now()"
                        + " order by status desc, random()")) {
            while (rows.next()) {
                holders.add(rows.getString(1));
            }
        }
        return holders.stream()
                .flatMap(holder -> IntStream.range(0, WORKERS)
                        .filter(i ->
                                holder.startsWith("worker-" + workers.get(i).pid() + "-"))
                        .boxed())
                .findFirst();
    }

    private static void awaitTheEnd(RestartablePostgres postgres) {
        await("everything to end")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> statuses(postgres).values().stream().noneMatch(Set.of("queued", "sending")::contains));
    }

    private static void check(
            RestartablePostgres postgres, GreenMail mail, List<UUID> decided, int kills, int restarts, Instant began)
            throws Exception {
        var arrived = Stream.of(mail.getReceivedMessages())
                .map(ExactlyOnceIT::action)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        var statuses = statuses(postgres);
        var counts = new TreeMap<>(
                statuses.values().stream().collect(Collectors.groupingBy(status -> status, Collectors.counting())));
        System.out.printf(
                "%d actions, %d kills, %d restarts of the database, %d s: %d mails arrived, %s; of the unknown %d had"
                        + " arrived; %d took more than one try%n",
                decided.size(),
                kills,
                restarts,
                Duration.between(began, Instant.now()).toSeconds(),
                arrived.size(),
                counts,
                decided.stream()
                        .filter(id -> statuses.get(id).equals("unknown") && arrived.containsKey(id))
                        .count(),
                count(postgres, "select count(*) from executions where attempts > 1"));
        assertThat(arrived.keySet()).isSubsetOf(decided);
        assertThat(arrived.values()).as("how often each arrived").containsOnly(1L);
        assertThat(statuses.keySet()).containsExactlyInAnyOrderElementsOf(decided);
        assertThat(statuses.values()).isSubsetOf("done", "unknown");
        assertThat(decided)
                .allSatisfy(id -> assertThat(
                                arrived.containsKey(id) || statuses.get(id).equals("unknown"))
                        .as("arrived or unknown")
                        .isTrue());
        assertThat(count(postgres, "select count(*) from messages where direction = 'outgoing'"))
                .as("replies in their threads")
                .isEqualTo(counts.getOrDefault("done", 0L));
    }

    /** Imports an answer to each mail that arrived: those of the unknown that had arrived are known then. */
    private void answerAll(RestartablePostgres postgres, GreenMail mail) throws Exception {
        var arrived =
                Stream.of(mail.getReceivedMessages()).map(ExactlyOnceIT::action).collect(Collectors.toSet());
        var unknown = statuses(postgres).entrySet().stream()
                .filter(one -> one.getValue().equals("unknown"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var answers = Files.createDirectory(folder.resolve("answers"));
        for (var received : mail.getReceivedMessages()) {
            Files.writeString(answers.resolve(action(received) + ".eml"), """
                    From: Dana Reyes <dana@acme.example>
                    Subject: Re: Renewal
                    Message-ID: <%s@acme.example>
                    In-Reply-To: %s

                    Thank you.
                    """.formatted(
                            UUID.randomUUID(), received.getMessageID()));
        }
        var owner = Stream.of(mail.getReceivedMessages())
                .map(ExactlyOnceIT::sender)
                .findFirst()
                .orElseThrow();

        try (var imported =
                ServiceProcess.start(environment, List.of(), "import", answers.toString(), "--user", owner)) {
            assertThat(imported.exitCode()).as(imported.output()).isZero();
        }

        var after = statuses(postgres);
        System.out.printf(
                "After an answer to each mail that arrived, %d of %d unknown are done%n",
                unknown.stream().filter(id -> after.get(id).equals("done")).count(), unknown.size());
        assertThat(unknown)
                .allSatisfy(id -> assertThat(after.get(id)).isEqualTo(arrived.contains(id) ? "done" : "unknown"));
        assertThat(count(postgres, "select count(*) from messages where direction = 'outgoing'"))
                .as("replies in their threads")
                .isEqualTo(after.values().stream().filter("done"::equals).count());
    }

    private static String sender(MimeMessage mail) {
        try {
            return ((InternetAddress) mail.getFrom()[0]).getAddress();
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static UUID action(MimeMessage mail) {
        try {
            return UUID.fromString(mail.getMessageID().replaceAll("[<>]|@.*", ""));
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Map<UUID, String> statuses(RestartablePostgres postgres) throws SQLException {
        var statuses = new HashMap<UUID, String>();
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select action_id, status from executions")) {
            while (rows.next()) {
                statuses.put(rows.getObject(1, UUID.class), rows.getString(2));
            }
        }
        return statuses;
    }

    private static long count(RestartablePostgres postgres, String sql) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
