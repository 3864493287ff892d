package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.ServiceProcess;
import co.getanswers.TestDatabase;
import co.getanswers.account.FreshCount;
import co.getanswers.bench.GeneratedMail;
import co.getanswers.platform.IdentifierGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker processes that read a mailbox of Dovecot: they are killed at random moments while its mail arrives, moves and goes, and in
 * the end the database has what the server has. Skipped where Dovecot is not installed.
 */
class DovecotIT {
    private static final String OWNER = "robin@example.com";
    private static final int WORKERS = 2;

    private static final Pattern UID = Pattern.compile("UID (\\d+)");

    private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?i)Message-ID: <([^>]+)>");

    private final long seed = Long.getLong("kills.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final String url = TestDatabase.fresh();
    private final List<ServiceProcess> workers = new ArrayList<>();
    private final GeneratedMail mails = new GeneratedMail("soak");
    private final Map<String, Integer> changes = new TreeMap<>();
    private int delivered;
    private Dovecot server;
    private Dovecot.Program person;
    private Connection database;

    @TempDir
    Path directory;

    /** The work that a worker is killed in. */
    private enum Phase {
        BACKFILL,
        SYNC,
        IDLE
    }

    @BeforeEach
    void start() throws Exception {
        server = new Dovecot(directory);
        co.getanswers.schema.Database.at(url).migrateTo("latest");
        database = DriverManager.getConnection("jdbc:" + url.replace("postgres@", "") + "?user=postgres");
        person = server.connect();
        for (var folder : List.of("Archive", "Sent")) {
            person.does("CREATE " + folder);
        }
    }

    @AfterEach
    void end() throws Exception {
        workers.forEach(ServiceProcess::close);
        if (database != null) {
            database.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theDatabaseHasWhatTheServerHasAfterAFewKills() throws Exception {
        prove(400, 5, 1);
    }

    @Test
    @Tag("soak")
    void theDatabaseHasWhatTheServerHasAfterManyKills() throws Exception {
        prove(Integer.getInteger("kills.mails", 20_000), Integer.getInteger("kills", 100), 3);
    }

    private void prove(int earlier, int kills, int renumberings) throws Exception {
        var began = Instant.now();
        deliver(earlier);
        var account = connect(OWNER);
        IntStream.range(0, WORKERS).forEach(i -> workers.add(worker()));
        var killed = new TreeMap<Phase, Integer>();
        for (var kill = 0; kill < kills; kill++) {
            var victim = holder(account, "kill " + kill);
            var phase = begin(account, Phase.values()[kill * Phase.values().length / kills]);
            killed.merge(phase, 1, Integer::sum);
            for (var moment = random.nextInt(8); moment > 0; moment--) {
                change();
                Thread.sleep(random.nextInt(60));
            }
            workers.get(victim).kill();
            for (var missed = random.nextInt(4); missed > 0; missed--) {
                change();
            }
            if (kill % (kills / (renumberings + 1) + 1) == kills / (renumberings + 1)) {
                renumber();
            }
            workers.set(victim, worker());
        }
        var took = Duration.between(began, Instant.now());
        check(account);
        System.out.printf(
                "%d kills %s with %s of %d mails, %d s with the kills, %d s in all (-Dkills.seed=%d)%n",
                kills,
                killed,
                changes,
                delivered,
                took.toSeconds(),
                Duration.between(began, Instant.now()).toSeconds(),
                seed);
    }

    @Test
    @Tag("soak")
    void aNewMailIsACardWithinSeconds() throws Exception {
        deliver(200);
        var account = connect(OWNER);
        workers.add(worker());
        caughtUp(account);
        var millis = new ArrayList<Long>();
        for (var i = 0; i < Integer.getInteger("arrivals", 100); i++) {
            // Any moment of the worker's intervals.
            Thread.sleep(random.nextInt(300));
            var number = i;
            var arrived = System.nanoTime();
            server.deliver("From: Ann <ann" + i + "@client.example>\nTo: " + OWNER + "\nSubject: Contract no. " + i
                    + "\nMessage-ID: <arrival." + i + "@soak.example>\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n\n"
                    + "Could you send me the contract, please?\n");
            eventually("the card of " + number)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> ids("select m.message_id from messages m join agent_actions a on a.message_id = m.id"
                                            + " where a.status = 'pending' and m.subject = 'Contract no. " + number
                                            + "'")
                                    .size()
                            == 1);
            millis.add((System.nanoTime() - arrived) / 1_000_000);
        }
        millis.sort(null);
        System.out.printf(
                "From the delivery of a mail to its card: p50 %d ms, p95 %d ms, at most %d ms, of %d%n",
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 95 / 100),
                millis.get(millis.size() - 1),
                millis.size());
        assertThat(millis.get(millis.size() * 95 / 100)).isLessThan(5_000);
    }

    /** Compares with {@code doveadm}, which fetches all of the mailbox and throws it away. */
    @Test
    @Tag("soak")
    void earlierMailIsFetchedAtAFractionOfTheSpeedOfDoveadm() throws Exception {
        deliver(Integer.getInteger("backfill.mails", 20_000));
        workers.add(ServiceProcess.start(environment(), List.of("-XX:TieredStopAtLevel=4"), "worker")
                .awaitReady());
        var fetched = new ArrayList<Double>();
        var dumped = new ArrayList<Double>();
        for (var round = 0; round < Integer.getInteger("backfill.rounds", 3); round++) {
            dumped.add(seconds(() -> server.admin("fetch", "text", "all")));
            fetched.add(seconds(() -> caughtUp(connect(UUID.randomUUID() + "@example.com"))));
        }
        System.out.printf(
                "%d mails: doveadm fetches them in %s s, a worker in %s s; the last ratio is %.3f%n",
                delivered, dumped, fetched, dumped.get(dumped.size() - 1) / fetched.get(fetched.size() - 1));
    }

    /** Work of a measurement. */
    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        var began = System.nanoTime();
        work.run();
        return Math.round((System.nanoTime() - began) / 1e7) / 100.0;
    }

    private Map<String, String> environment() {
        return Map.of(
                "DATABASE_URL", url,
                "SECRET_KEY", "a key that no token of this test needs, in the length of one",
                "GETANSWERS_CREDENTIALS_KEY", TestDatabase.CREDENTIALS_KEY,
                "GETANSWERS_MAILBOX_UNENCRYPTED", "true",
                "GETANSWERS_MAILBOX_PRIVATE_NETWORKS", "127.0.0.0/8",
                "GETANSWERS_MAILBOX_LEASE", "3s",
                "GETANSWERS_MAILBOX_POLL_INTERVAL", "500ms");
    }

    private ServiceProcess worker() {
        return ServiceProcess.start(environment(), List.of(), "worker");
    }

    /** Connects the mailbox for a new user. */
    private UUID connect(String owner) throws SQLException {
        var account = IdentifierGenerator.next();
        var password = new AccountPasswords(AccountPasswordsTest.settings(Optional.of(TestDatabase.CREDENTIALS_KEY)))
                .seal(account, Dovecot.PASSWORD);
        execute("""
                with someone as (
                  insert into users (id, email, name, autonomy_level, created_at, updated_at)
                  values (gen_random_uuid(), '%1$s', 'Robin', 'medium', now(), now())
                  returning id
                ), counted as (
                  insert into user_counters (user_id) select id from someone
                )
                insert into mail_accounts (
                  id, user_id, provider, addresses, imap_host, imap_port, imap_tls, imap_username, smtp_host, smtp_port,
                  smtp_tls, smtp_username, sealed_password, keeps_sent, state, version, messages_total, messages_done,
                  available_at, failures, refusals, created_at, updated_at)
                select '%2$s', id, 'imap', array['%1$s'], '127.0.0.1', %3$d, 'none', '%4$s', 'smtp.invalid', 465,
                       'implicit', '%4$s', '%5$s', true, 'connecting', 0, 0, 0, now(), 0, 0, now(), now()
                from someone""".formatted(owner, account, server.port(), Dovecot.PERSON, password));
        return account;
    }

    private void deliver(int messages) throws IOException {
        for (var i = 0; i < messages; i++) {
            server.deliver(mails.mail(delivered++, OWNER));
        }
    }

    private static ConditionFactory eventually(String what) {
        return await(what).atMost(Duration.ofMinutes(5));
    }

    /** The living worker that has the account. */
    private int holder(UUID account, String what) {
        return eventually("a worker to take the account at " + what)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> holder(account), index -> index >= 0);
    }

    private int holder(UUID account) throws SQLException {
        for (var worker : workers) {
            assertThat(worker.isAlive()).as(worker::output).isTrue();
        }
        var holders = ids("select leased_by from mail_accounts where id = '" + account + "'");
        return IntStream.range(0, WORKERS)
                .filter(i -> holders.stream()
                        .anyMatch(holder -> holder.startsWith(workers.get(i).pid() + "-")))
                .findFirst()
                .orElse(-1);
    }

    /** Waits until a worker is at the work that it is to be killed in; earlier mail may have been fetched by then. */
    private Phase begin(UUID account, Phase phase) throws Exception {
        switch (phase) {
            case BACKFILL -> {
                var before = done(account);
                eventually("earlier mail to be fetched")
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> done(account) != before || isLive(account));
            }
            case SYNC -> deliver(1 + random.nextInt(60));
            case IDLE -> caughtUp(account);
        }
        return phase == Phase.BACKFILL && isLive(account) ? Phase.SYNC : phase;
    }

    private long done(UUID account) throws SQLException {
        return Long.parseLong(ids("select messages_done::text from mail_accounts where id = '" + account + "'")
                .get(0));
    }

    private boolean isLive(UUID account) throws SQLException {
        return ids("select state from mail_accounts where id = '" + account + "'")
                .contains("live");
    }

    /** Waits until the database knows each message of the folders that are read, under the UID that it has there. */
    private void caughtUp(UUID account) throws Exception {
        var lying = lying();
        eventually("the account to be read")
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isLive(account) && known(account).entrySet().containsAll(lying.entrySet()));
    }

    /** A message by its folder and its UID. */
    private record Place(String folder, long uid) {}

    /** The Message-IDs of the messages in the folders that are read, as the server tells them. */
    private Map<Place, String> lying() throws IOException {
        var lying = new HashMap<Place, String>();
        for (var folder : List.of("INBOX", "Sent")) {
            if (exists(folder) > 0) {
                var uid = 0L;
                for (var line : person.does("FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")) {
                    var told = UID.matcher(line);
                    var id = MESSAGE_ID.matcher(line);
                    if (line.startsWith("* ") && told.find()) {
                        uid = Long.parseLong(told.group(1));
                    } else if (id.find()) {
                        lying.put(new Place(folder, uid), id.group(1));
                    }
                }
            }
        }
        return lying;
    }

    private Map<Place, String> known(UUID account) throws SQLException {
        var known = new HashMap<Place, String>();
        query(
                "select f.name, l.uid, m.message_id from folder_messages l join mail_folders f on f.id = l.folder_id"
                        + " join messages m on m.id = l.message_id where f.account_id = '" + account + "'",
                row -> known.put(new Place(row.getString(1), row.getLong(2)), bare(row.getString(3))));
        return known;
    }

    private static String bare(String messageId) {
        return messageId.replaceAll("[<>]", "");
    }

    /** Opens a folder and answers the number of its messages. */
    private int exists(String folder) throws IOException {
        var exists = EXISTS.matcher(String.join("\n", person.does("SELECT " + folder)));
        assertThat(exists.find()).isTrue();
        return Integer.parseInt(exists.group(1));
    }

    /** Changes something in the mailbox, as deliveries and people with other mail programs do. */
    private void change() throws IOException {
        switch (random.nextInt(9)) {
            case 0 -> changeOne("INBOX", "moved to the archive", "MOVE %d Archive");
            case 1 -> changeOne("Archive", "moved back", "MOVE %d INBOX");
            case 2 -> changeOne("INBOX", "moved to sent mail", "MOVE %d Sent");
            case 3 -> changeOne("INBOX", "marked", "STORE %d +FLAGS.SILENT (\\Seen \\Answered)");
            case 4 -> {
                changeOne("INBOX", "expunged", "STORE %d +FLAGS.SILENT (\\Deleted)");
                person.does("EXPUNGE");
            }
            default -> {
                deliver(1 + random.nextInt(3));
                changes.merge("deliveries", 1, Integer::sum);
            }
        }
    }

    private void changeOne(String folder, String what, String command) throws IOException {
        var messages = exists(folder);
        if (messages > 0) {
            // The newest are those that a worker is at.
            var back = random.nextBoolean() ? random.nextInt(messages) : random.nextInt(Math.min(10, messages));
            person.does(command.formatted(messages - back));
            changes.merge(what, 1, Integer::sum);
        }
    }

    private void renumber() throws IOException {
        person.close();
        server.forgetUids();
        person = server.connect();
        changes.merge("new UIDs for all", 1, Integer::sum);
    }

    private void check(UUID account) throws Exception {
        caughtUp(account);
        var all = new HashSet<String>();
        IntStream.range(0, delivered).forEach(number -> all.add(id(mails.mail(number, OWNER))));
        var stored = ids("select message_id from messages").stream()
                .map(DovecotIT::bare)
                .toList();
        var lying = lying();
        var known = known(account);
        assertThat(stored).as("messages, none twice, -Dkills.seed=" + seed).doesNotHaveDuplicates();
        assertThat(all).containsAll(stored);
        assertThat(Set.copyOf(stored)).containsAll(lying.values());
        assertThat(known).containsAllEntriesOf(lying);
        var missed = new HashSet<>(all);
        stored.forEach(missed::remove);
        System.out.printf(
                "%d lie in the inbox and in sent mail, %d are stored; %d left them before a worker saw them%n",
                lying.size(), stored.size(), missed.size());
        assertThat(missed.size())
                .isLessThanOrEqualTo(
                        changes.getOrDefault("moved to the archive", 0) + changes.getOrDefault("expunged", 0));
        assertThat(ids("select message_id::text from agent_actions where message_id is not null"))
                .as("messages with cards")
                .doesNotHaveDuplicates();
        assertThat(ids("select 'differs' from (" + FreshCount.DIFFERENCES + ") differing"))
                .isEmpty();
    }

    private static String id(String mail) {
        var id = MESSAGE_ID.matcher(mail);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> ids(String sql) throws SQLException {
        var ids = new ArrayList<String>();
        query(sql, row -> {
            if (row.getString(1) != null) {
                ids.add(row.getString(1));
            }
        });
        return ids;
    }

    /** Reads a row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, RowReader reader) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
