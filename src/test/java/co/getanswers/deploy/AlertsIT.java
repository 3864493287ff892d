package co.getanswers.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.ServiceProcess;
import co.getanswers.TestDatabase;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An alert on a metric that nobody measures never fires, and nobody notices. */
class AlertsIT {
    private static final Pattern ASIDE = Pattern.compile("\\{[^}]*}|\\b(by|on) \\([^)]*\\)");
    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(_[a-z0-9]+)+\\b(?! *\\()");
    private static final Pattern SCRAPED = Pattern.compile("(?m)^([a-z0-9_]+)(?:\\{.*})? ");

    /** The metrics of the database and its pooler, which don't run here; the names are those of their documentation. */
    private static final Set<String> OF_OTHERS =
            Set.of("barman_cloud_cloudnative_pg_io_last_available_backup_timestamp", "cnpg_pgbouncer_pools_cl_waiting");

    @Test
    void everyMetricOfAnAlertIsMeasured() {
        var alerts =
                Manifests.read(Manifests.render("production")).only(PrometheusRule.class).getSpec().getGroups().stream()
                        .flatMap(group -> group.getRules().stream())
                        .toList();
        var database = TestDatabase.fresh();
        var scraped = new TreeSet<>(OF_OTHERS);
        try (var serve = ServiceProcess.start(database, "serve");
                var worker = ServiceProcess.start(database, "worker");
                var scheduler = ServiceProcess.start(database, "scheduler")) {
            for (var role : List.of(serve, worker, scheduler)) {
                role.awaitReady();
            }
            RestAssured.get(serve.url("/api/queue"));
            await("the scheduler to have looked")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> metrics(scheduler).contains("getanswers_executions_waiting_seconds 0.0"));
            for (var role : List.of(serve, worker, scheduler)) {
                SCRAPED.matcher(metrics(role)).results().forEach(line -> scraped.add(line.group(1)));
            }
        }

        assertThat(alerts)
                .hasSizeGreaterThan(8)
                .allSatisfy(alert -> assertThat(metricsOf(alert))
                        .as(alert.getAlert())
                        .isNotEmpty()
                        .isSubsetOf(scraped));
    }

    private static Set<String> metricsOf(Rule alert) {
        var expression = ASIDE.matcher(alert.getExpr().getStrVal()).replaceAll("");
        return METRIC.matcher(expression).results().map(match -> match.group()).collect(Collectors.toSet());
    }

    private static String metrics(ServiceProcess role) {
        return RestAssured.get(role.url("/q/metrics")).asString();
    }
}
