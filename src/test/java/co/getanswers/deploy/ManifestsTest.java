package co.getanswers.deploy;

import static co.getanswers.deploy.Check.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.mailbox.MailboxSettings;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the manifests as a cluster would, and holds them to the program's needs. */
class ManifestsTest {
    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    static Stream<Arguments> checks() {
        return Arrays.stream(Check.values())
                .flatMap(check -> check.overlays().stream().map(overlay -> Arguments.of(overlay, check)));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theOverlayHolds(String overlay, Check check) {
        check.on(Manifests.read(rendered(overlay)));
    }

    /**
     * A production that something is wrong with.
     *
     * @param what a pattern of the first of it
     */
    record Broken(Check check, String what, String with) {
        @Override
        public String toString() {
            return check + ": " + what.replace("\n", "\\n") + " -> " + with.replace("\n", "\\n");
        }
    }

    static Stream<Broken> broken() {
        return Stream.of(
                new Broken(RESTRICTED_PROFILE, "enforce: restricted", "enforce: baseline"),
                new Broken(RESTRICTED_PROFILE, "runAsNonRoot: true", "runAsNonRoot: false"),
                new Broken(RESTRICTED_PROFILE, "RuntimeDefault", "Unconfined"),
                new Broken(RESTRICTED_PROFILE, "(?<=drop:\\n)( +- )ALL", "$1NET_RAW"),
                new Broken(RESTRICTED_PROFILE, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
                new Broken(RESTRICTED_PROFILE, "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true"),
                new Broken(USER_WITHOUT_TOKEN, "runAsUser: 10001", "runAsUser: 1000"),
                new Broken(USER_WITHOUT_TOKEN, "( +)automountServiceAccountToken: false", "$1hostname: a"),
                new Broken(TEMPORARY_FILES, "sizeLimit: .*", "medium: Memory"),
                new Broken(COMMANDS_AND_PORTS, "containerPort: 8000", "containerPort: 8080"),
                new Broken(COMMANDS_AND_PORTS, "- worker\\n", "- work\n"),
                new Broken(COMMANDS_AND_PORTS, "containerPort: 9000", "containerPort: 9001"),
                new Broken(PROBES, "(/q/health/live\\n +port:) management", "$1 http"),
                new Broken(PROBES, "/q/health/started", "/q/health/start"),
                new Broken(TIME_TO_START, "failureThreshold: 90", "failureThreshold: 30"),
                new Broken(TIME_TO_START, "progressDeadlineSeconds: .*", "progressDeadlineSeconds: 600"),
                new Broken(TIME_TO_START, "timeoutSeconds: 6", "timeoutSeconds: 5"),
                new Broken(TIME_TO_STOP, "terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 40"),
                new Broken(TIME_TO_STOP, "terminationGracePeriodSeconds: 75", "terminationGracePeriodSeconds: 60"),
                new Broken(REQUESTS_AND_LIMITS, "(limits:\\n +)memory: .*", "$1memory: 1Mi"),
                new Broken(VARIABLES, "MIGRATION_DATABASE_URL", "MIGRATIONS_DATABASE_URL"),
                new Broken(VARIABLES, "APP_URL:", "APP_URI:"),
                new Broken(VARIABLES, "\\$\\(DATABASE_USER\\)", "\\$(SECRET_KEY)"),
                new Broken(SECRETS, "valueFrom:\\n +secretKeyRef:\\n.*\\n.*", "value: hunter2"),
                new Broken(SECRETS, ":\\$\\(DATABASE_PASSWORD\\)@", ":hunter2@"),
                new Broken(
                        DEPLOYMENTS, "(selector:\\n +matchLabels:\\n +app.kubernetes.io/component:) api", "$1 worker"),
                new Broken(DEPLOYMENTS, "- app.kubernetes.io/component\\n", "- app.kubernetes.io/role\n"),
                new Broken(UPDATES, "maxUnavailable: 0", "maxUnavailable: 1"),
                new Broken(SERVICES, "targetPort: http", "targetPort: web"),
                new Broken(INGRESS, "path: /api", "path: /"),
                new Broken(INGRESS, "(service:\\n +name:) api", "$1 web"),
                new Broken(AUTOSCALERS, "(scaleTargetRef:\\n.*\\n.*\\n +name:) api", "$1 serve"),
                new Broken(AUTOSCALERS, "progressDeadlineSeconds: .*", "replicas: 3"),
                new Broken(DISRUPTION_BUDGETS, "maxUnavailable: 1", "minAvailable: 3"),
                new Broken(NETWORK_DENIED, "podSelector: \\{\\}", "podSelector: {matchLabels: {a: b}}"),
                new Broken(NETWORK_OUT, "- port: 587", "- port: 2525"),
                new Broken(NETWORK_OUT, "- api\\n +- worker", "- api\n      - scheduler"),
                new Broken(
                        NETWORK_IN, "kubernetes.io/metadata.name: ingress-nginx", "kubernetes.io/metadata.name: any"),
                new Broken(NETWORK_SELECTORS, "(ports:\\n +- port:) http", "$1 web"),
                new Broken(NETWORK_NAMES, "k8s-app: kube-dns", "k8s-app: dns"),
                new Broken(REPLICATION, "dataDurability: required", "dataDurability: preferred"),
                new Broken(REPLICATION, "instances: 3", "instances: 2"),
                new Broken(BACKUPS, "barmanObjectName: .*", "barmanObjectName: backups"),
                new Broken(BACKUPS, "schedule: .*", "schedule: 0 2 * * *"),
                new Broken(ADDRESSES, "@database-pooler:", "@database-rw:"),
                new Broken(ADDRESSES, "serverAltDNSNames:\\n +- database-pooler", "serverAltDNSNames: []"),
                new Broken(ADDRESSES, "verify-full", "require"),
                new Broken(CONNECTIONS, "max_connections: .*", "max_connections: \"200\""),
                new Broken(CONNECTIONS, "max_client_conn: .*", "max_client_conn: \"100\""),
                new Broken(CONNECTIONS, "maxReplicas: 6", "maxReplicas: 20"),
                new Broken(SCRAPES, "/q/metrics", "/metrics"),
                new Broken(SCRAPES, "(podTargetLabels:(?:\\n.*){4} app.kubernetes.io/name:) getanswers", "$1 other"));
    }

    @ParameterizedTest
    @MethodSource
    void broken(Broken broken) {
        var production = rendered("production");
        var wrong = Pattern.compile(broken.what()).matcher(production).replaceFirst(broken.with());
        assertThat(wrong).isNotEqualTo(production);

        var manifests = Manifests.read(wrong);
        assertThatThrownBy(() -> broken.check().on(manifests)).isInstanceOf(AssertionError.class);
    }

    @Test
    void everyCheckIsSeenToFail() {
        assertThat(broken().map(Broken::check)).containsAll(EnumSet.allOf(Check.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "progressDeadlineSeconds: 1200 -> progressDeadlines: 1200",
                "failoverQuorum: true -> failoverQuorums: true",
                "method: any -> method: every",
                "podTargetLabels: -> targetLabels:",
                "pathType: Prefix -> pathtype: Prefix",
                "sleep: -> rest:"
            })
    void aFieldOrValueThatTheKindDoesNotHaveIsRefused(String change) {
        var words = change.split(" -> ");
        var production = rendered("production");
        assertThat(production).contains(words[0]);

        assertThatThrownBy(() -> Manifests.read(production.replace(words[0], words[1])))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(words[1].replaceAll(".*method: |:.*", ""));
    }

    /** The production overlay, in which the line is uncommented that has the workers follow the mailboxes. */
    private static Manifests productionByAccounts(Path directory) throws IOException {
        try (var files = Files.walk(Path.of("k8s"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = directory.resolve(file);
                Files.createDirectories(copy.getParent());
                var text = Files.readString(file);
                var switched = text.replaceAll("(?m)^# (?=components: )", "");
                assertThat(switched.equals(text))
                        .isNotEqualTo(file.endsWith(Path.of("production", "kustomization.yaml")));
                Files.writeString(copy, switched);
            }
        }
        return Manifests.read(
                Manifests.render(directory.resolve("k8s").resolve("overlays").resolve("production")));
    }

    @Test
    void whereWorkersFollowTheMailboxesTheOverlayHoldsAsWell(@TempDir Path directory) throws IOException {
        var manifests = productionByAccounts(directory);

        for (var check : Check.values()) {
            check.on(manifests);
        }
    }

    @Test
    void workersAreAddedBeforeTheyHaveAllTheMailboxesThatTheyCan(@TempDir Path directory) throws Exception {
        var manifests = productionByAccounts(directory);

        var external = manifests.all(HorizontalPodAutoscaler.class).stream()
                .filter(scaler -> scaler.getMetadata().getName().equals("worker"))
                .flatMap(scaler -> scaler.getSpec().getMetrics().stream())
                .filter(metric -> metric.getType().equals("External"))
                .toList();
        var recorded = manifests.all(PrometheusRule.class).stream()
                .flatMap(rule -> rule.getSpec().getGroups().stream())
                .flatMap(group -> group.getRules().stream())
                .map(Rule::getRecord)
                .filter(Objects::nonNull)
                .toList();
        var most = MailboxSettings.class
                .getMethod("accountsPerWorker")
                .getAnnotation(WithDefault.class)
                .value();

        assertThat(external).singleElement().satisfies(metric -> {
            assertThat(recorded)
                    .containsExactly(metric.getExternal().getMetric().getName());
            assertThat(metric.getExternal().getTarget().getAverageValue().getNumericalAmount())
                    .isPositive()
                    .isLessThan(new BigDecimal(most));
        });
        assertThat(Manifests.read(rendered("production")).all(HorizontalPodAutoscaler.class))
                .flatMap(scaler -> scaler.getSpec().getMetrics())
                .allSatisfy(metric -> assertThat(metric.getType()).isEqualTo("Resource"));
    }

    private static String rendered(String overlay) {
        return RENDERED.computeIfAbsent(overlay, Manifests::render);
    }
}
