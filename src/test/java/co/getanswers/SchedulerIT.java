package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.schema.Database;
import io.restassured.RestAssured;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Several schedulers of the packaged application, of which one is at work; the database watches the jobs' statements. */
class SchedulerIT {
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration TAKEOVER = LEASE.plusSeconds(5);
    private static final Pattern RUNS = Pattern.compile("(?m)^getanswers_job_runs_seconds_count\\{.*} ([0-9.]+)$");

    /** Each step of a job takes half a second, and says whether another of the same job was going on. */
    private static final String WATCH = """
            create table steps (job text, begun timestamptz, overlapping boolean);
            create function watch() returns trigger language plpgsql as $$
            declare
              overlapping boolean := not pg_try_advisory_xact_lock(hashtext(tg_table_name));
            begin
              insert into steps values (tg_table_name, clock_timestamp(), overlapping);
              perform pg_sleep(0.5);
              return null;
            end $$;
            create trigger watch before delete on sessions for each statement execute function watch();
            create trigger watch before delete on magic_links for each statement execute function watch();
            create trigger watch before delete on sign_in_attempts for each statement execute function watch();
            create trigger watch before update on executions for each statement execute function watch();
            """;

    private final List<ServiceProcess> started = new ArrayList<>();
    private String database;
    private Connection connection;

    @BeforeEach
    void aWatchedDatabase() throws SQLException {
        database = TestDatabase.fresh();
        Database.at(database).migrateTo("latest");
        connection = DriverManager.getConnection("jdbc:" + database.replace("postgres@", "") + "?user=postgres");
        execute(WATCH);
    }

    @AfterEach
    void stopAll() throws SQLException {
        started.forEach(process -> process.signal("CONT"));
        started.forEach(ServiceProcess::close);
        connection.close();
    }

    @Test
    void whenTheActiveOneIsKilledAnotherTakesOverAndNoJobEverOverlapsItself(TestReporter reporter) throws SQLException {
        kill(1, reporter);
    }

    @Test
    @Tag("soak")
    void soItIsHoweverOftenOneIsKilled(TestReporter reporter) throws SQLException {
        kill(5, reporter);
    }

    private void kill(int rounds, TestReporter reporter) throws SQLException {
        twoSchedulers();
        for (var round = 1; round <= rounds; round++) {
            var active = theActiveOne();
            assertThat(started)
                    .filteredOn(other -> other != active)
                    .allSatisfy(other ->
                            assertThat(runs(other)).as("runs of who stands by").isZero());
            if (round == rounds) {
                aDueObjective();
            }

            var holder = holder();
            var killed = now();
            active.kill();
            started.remove(active);
            var took = takeover(holder, killed);

            reporter.publishEntry("takeover after SIGKILL", took.toMillis() + " ms");
            assertThat(took).isLessThan(TAKEOVER);
            if (round < rounds) {
                scheduler().awaitReady();
            }
        }
        awaitNewStepsOfEveryJob();

        assertThat(overlapping()).isNull();
        // The job that opens it again is none of those whose steps are watched.
        await("the due objective")
                .atMost(Duration.ofSeconds(30))
                .until(() -> value(
                                Long.class,
                                "select count(*) from objectives where status = 'waiting_on_you' and due_at is null")
                        == 1);
        reporter.publishEntry(
                "steps watched", value(Long.class, "select count(*) from steps").toString());
    }

    @Test
    void whoIsToldToStopEndsItsStepsAndHandsOverAtOnce(TestReporter reporter) throws SQLException {
        twoSchedulers();
        var active = theActiveOne();

        var holder = holder();
        var told = now();
        active.close();
        started.remove(active);
        var took = takeover(holder, told);

        reporter.publishEntry("takeover after SIGTERM", took.toMillis() + " ms");
        assertThat(active.output()).doesNotContain("failed");
        assertThat(overlapping()).isNull();
    }

    @Test
    @Tag("soak")
    void whoWasFrozenAndWakesUpDoesNotGoOn(TestReporter reporter) throws SQLException {
        twoSchedulers();
        var frozen = theActiveOne();

        var holder = holder();
        var stopped = now();
        frozen.signal("STOP");
        reporter.publishEntry(
                "takeover after SIGSTOP", takeover(holder, stopped).toMillis() + " ms");
        frozen.signal("CONT");

        await("the frozen one to see it").until(() -> frozen.output().contains("Another instance"));
        var runs = runs(frozen);
        awaitNewStepsOfEveryJob();
        assertThat(runs(frozen)).isEqualTo(runs);
        assertThat(overlapping()).isNull();
    }

    private void twoSchedulers() {
        scheduler();
        scheduler();
        started.forEach(ServiceProcess::awaitReady);
    }

    private ServiceProcess scheduler() {
        var environment = new HashMap<>(Map.of(
                "DATABASE_URL",
                database,
                "SECRET_KEY",
                UUID.randomUUID().toString(),
                "RUN_BEAT",
                "true",
                "GETANSWERS_SCHEDULER_LEASE",
                LEASE.toString(),
                "GETANSWERS_SCHEDULER_RENEW_EVERY",
                "PT1S",
                "GETANSWERS_SCHEDULER_TRY_EVERY",
                "PT0.5S"));
        for (var job : List.of(
                "AUTH_EXPIRED_SESSIONS",
                "AUTH_EXPIRED_LINKS",
                "AUTH_EXPIRED_ATTEMPTS",
                "SCHEDULER_STALE_LEASES",
                "SCHEDULER_DUE_OBJECTIVES")) {
            environment.put("GETANSWERS_" + job + "_EVERY", "PT0.2S");
        }
        var process = ServiceProcess.start(environment, List.of());
        started.add(process);
        return process;
    }

    /** Once it has done something. */
    private ServiceProcess theActiveOne() {
        await("an active scheduler at work")
                .atMost(Duration.ofSeconds(30))
                .until(() -> started.stream().anyMatch(process -> isActive(process) && runs(process) > 0));
        var active = started.stream().filter(SchedulerIT::isActive).toList();
        assertThat(active).hasSize(1);
        return active.get(0);
    }

    private static boolean isActive(ServiceProcess process) {
        return metrics(process).contains("getanswers_scheduler_active 1.0");
    }

    private static double runs(ServiceProcess process) {
        return RUNS.matcher(metrics(process))
                .results()
                .mapToDouble(count -> Double.parseDouble(count.group(1)))
                .sum();
    }

    private static String metrics(ServiceProcess process) {
        return RestAssured.get(process.url("/q/metrics")).asString();
    }

    /** From that moment until a step that the next one began; what was in flight began before it. */
    private Duration takeover(String holder, OffsetDateTime from) throws SQLException {
        await("another holder of the lease").atMost(Duration.ofSeconds(60)).until(() -> {
            var next = holder();
            return next != null && !next.equals(holder);
        });
        var taken =
                value(OffsetDateTime.class, "select held_until from leaders").minus(LEASE);
        await("a step of the next one")
                .until(() -> value(Boolean.class, "select exists (select from steps where begun > '" + taken + "')"));
        return Duration.between(
                from, value(OffsetDateTime.class, "select min(begun) from steps where begun > '" + taken + "'"));
    }

    /** Null where nobody has the lease. */
    private String holder() throws SQLException {
        return value(String.class, "select holder from leaders");
    }

    private void awaitNewStepsOfEveryJob() throws SQLException {
        var from = now();
        await("new steps of each job")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        value(Long.class, "select count(distinct job) from steps where begun > '" + from + "'") == 4);
    }

    private void aDueObjective() throws SQLException {
        execute("""
                with someone as (
                  insert into users (id, email, name, autonomy_level, created_at, updated_at)
                  values (gen_random_uuid(), 'dana@acme.example', 'Dana Reyes', 'medium', now(), now())
                  returning id
                ),
                counted as (insert into user_counters (user_id, scheduled) select id, 1 from someone)
                insert into objectives (id, user_id, title, status, due_at, created_at, updated_at)
                select gen_random_uuid(), id, 'Renewal', 'scheduled', now() + interval '1 second', now(), now() from someone
                """);
    }

    /** The jobs of which two steps were seen at the same time; null where there are none. */
    private String overlapping() throws SQLException {
        return value(String.class, "select string_agg(distinct job, ', ') from steps where overlapping");
    }

    private OffsetDateTime now() throws SQLException {
        return value(OffsetDateTime.class, "select clock_timestamp()");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> T value(Class<T> type, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getObject(1, type) : null;
        }
    }
}
