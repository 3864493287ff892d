package co.getanswers.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import co.getanswers.action.ExecutionSettings;
import co.getanswers.platform.database.DatabaseSettings;
import co.getanswers.scheduler.SchedulerSettings;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions that each pod must meet by itself. */
final class PodChecks {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("`(…?[A-Z_]+)`");
    private static final long USER = 10001;

    /** A start on busy processors, without the ahead-of-time cache; measured were 13 to 20 s. */
    private static final Duration BOOT = Duration.ofSeconds(60);

    private PodChecks() {}

    static void restrictedProfile(Manifests manifests) {
        assertThat(manifests.only(Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        for (var workload : manifests.workloads()) {
            var pod = workload.pod().getSpec();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(List.of(pod.getHostNetwork() == null, pod.getHostPID() == null, pod.getHostIPC() == null))
                    .doesNotContain(false);
            assertThat(pod.getInitContainers()).isEmpty();
            assertThat(pod.getContainers()).allSatisfy(container -> {
                var context = container.getSecurityContext();
                assertThat(context.getAllowPrivilegeEscalation()).isFalse();
                assertThat(context.getReadOnlyRootFilesystem()).isTrue();
                assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(context.getCapabilities().getAdd()).isEmpty();
                assertThat(context.getPrivileged()).isNull();
                assertThat(context.getRunAsUser()).isNull();
            });
            assertThat(pod.getVolumes())
                    .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        }
    }

    static void theImagesUserWithoutAToken(Manifests manifests) {
        assertThat(manifests.only(ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        for (var workload : manifests.workloads()) {
            assertThat(workload.pod().getSpec().getAutomountServiceAccountToken())
                    .isFalse();
        }
        for (var role : manifests.roles()) {
            var context = role.pod().getSpec().getSecurityContext();
            assertThat(context.getRunAsUser()).isEqualTo(USER);
            assertThat(context.getRunAsGroup()).isEqualTo(USER);
        }
    }

    static void aBoundedPlaceForTemporaryFiles(Manifests manifests) {
        for (var role : manifests.roles()) {
            assertThat(role.container().getVolumeMounts())
                    .filteredOn(mount -> mount.getMountPath().equals("/tmp"))
                    .singleElement()
                    .satisfies(mount -> assertThat(role.pod().getSpec().getVolumes())
                            .filteredOn(volume -> volume.getName().equals(mount.getName()))
                            .singleElement()
                            .satisfies(volume -> assertThat(volume.getEmptyDir().getSizeLimit())
                                    .isNotNull()));
        }
    }

    /** One role each, by the command of its name, and the port that every role serves its health and metrics on. */
    static void commandsAndPorts(Manifests manifests) {
        assertThat(manifests.roles().stream()
                        .collect(Collectors.toMap(
                                Manifests.Workload::name,
                                role -> role.container().getArgs())))
                .isEqualTo(Map.of(
                        "api", List.of("serve"), "worker", List.of("worker"), "scheduler", List.of("scheduler")));
        var port = Integer.valueOf(properties().getProperty("quarkus.http.port"));
        var management = Integer.valueOf(properties().getProperty("quarkus.management.port"));
        for (var role : manifests.roles()) {
            assertThat(role.container().getPorts())
                    .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                    .containsExactly(tuple("http", port), tuple("management", management));
        }
    }

    static void probesThatExist(Manifests manifests) {
        for (var role : manifests.roles()) {
            var container = role.container();
            assertPath(container.getStartupProbe(), "/q/health/started");
            assertPath(container.getReadinessProbe(), "/q/health/ready");
            assertPath(container.getLivenessProbe(), "/q/health/live");
        }
    }

    private static void assertPath(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    /** No probe ends a start that still waits for its database or migrates, and a rollout waits for the probe. */
    static void timeToStart(Manifests manifests) {
        for (var deployment : manifests.all(Deployment.class)) {
            var container =
                    deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
            var startup = seconds(container.getStartupProbe());
            assertThat(startup).isGreaterThan(BOOT.plus(setting(DatabaseSettings.class, "startTimeout")));
            assertThat(Duration.ofSeconds(deployment.getSpec().getProgressDeadlineSeconds()))
                    .isGreaterThan(startup.plus(seconds(container.getReadinessProbe())));
            // The check itself waits for five.
            assertThat(container.getReadinessProbe().getTimeoutSeconds()).isGreaterThan(5);
            assertThat(seconds(container.getLivenessProbe())).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    private static Duration seconds(Probe probe) {
        return Duration.ofSeconds((long) probe.getPeriodSeconds() * probe.getFailureThreshold());
    }

    /** The time that a role needs to stop, by its settings, is less than the time that it is given. */
    static void timeToStop(Manifests manifests) {
        var http = duration(properties().getProperty("quarkus.shutdown.timeout"));
        var delay = duration(properties().getProperty("%prod.quarkus.shutdown.delay"));
        var api = manifests.role("api");
        var preStop = Duration.ofSeconds(
                api.container().getLifecycle().getPreStop().getSleep().getSeconds());
        assertThat(preStop).isPositive();
        assertGrace(api, preStop.plus(delay).plus(http));
        // Worker.stop: until it takes nothing new, until what is in flight ended, until the rest is released.
        assertGrace(
                manifests.role("worker"),
                http.plusSeconds(5)
                        .plus(setting(ExecutionSettings.class, "shutdownTimeout"))
                        .plusSeconds(5));
        assertGrace(
                manifests.role("scheduler"),
                http.plus(setting(SchedulerSettings.class, "shutdownTimeout"))
                        .plus(setting(SchedulerSettings.class, "lease")));
    }

    private static void assertGrace(Manifests.Workload role, Duration needed) {
        assertThat(Duration.ofSeconds(role.pod().getSpec().getTerminationGracePeriodSeconds()))
                .as("terminationGracePeriodSeconds of " + role.name())
                .isGreaterThan(needed);
    }

    /** Memory has a limit, which is there for certain; processors have none, for a start takes what it gets. */
    static void requestsAndLimits(Manifests manifests) {
        for (var workload : manifests.workloads()) {
            var resources = workload.container().getResources();
            assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(resources.getLimits()).containsOnlyKeys("memory");
            assertThat(resources.getLimits().get("memory").getNumericalAmount())
                    .isGreaterThanOrEqualTo(
                            resources.getRequests().get("memory").getNumericalAmount());
        }
    }

    /** A variable is one that the documentation knows, or stands in one after it. */
    static void variablesThatTheProgramReads(Manifests manifests) {
        var known = documented();
        for (var role : manifests.roles()) {
            var variables = role.container().getEnv();
            var before = new HashSet<String>();
            var referred = new HashSet<String>();
            for (var variable : variables) {
                references(variable)
                        .peek(referred::add)
                        .forEach(name -> assertThat(before)
                                .as(variable.getName() + " refers to what stands before it")
                                .contains(name));
                before.add(variable.getName());
            }
            var read = new HashSet<>(manifests.environment(role).keySet());
            read.removeAll(referred);
            assertThat(known).containsAll(read);
            assertThat(read).contains("DATABASE_URL", "SECRET_KEY");
        }
    }

    private static Stream<String> references(EnvVar variable) {
        return variable.getValue() == null
                ? Stream.empty()
                : REFERENCE.matcher(variable.getValue()).results().map(reference -> reference.group(1));
    }

    /** The first columns of the tables of settings; {@code …_PORT} after {@code QUARKUS_MAILER_HOST} shares its beginning. */
    private static Set<String> documented() {
        var known = new HashSet<String>();
        for (var line : lines(Path.of("src/docs/configuration.md"))) {
            if (line.startsWith("| `")) {
                var start = "";
                var names = VARIABLE.matcher(line.substring(0, line.indexOf('|', 1)));
                while (names.find()) {
                    var name = names.group(1);
                    if (!name.startsWith("…")) {
                        start = name.substring(0, Math.max(0, name.lastIndexOf('_')));
                    }
                    known.add(name.replace("…", start));
                }
            }
        }
        return known;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** No value of a secret is here, only where it is. */
    static void secretsByReference(Manifests manifests) {
        for (var workload : manifests.workloads()) {
            for (var variable : workload.container().getEnv()) {
                if (variable.getName().matches("SECRET_KEY|.*PASSWORD.*|.*_USER(NAME)?")
                        && !variable.getName().equals("POSTGRES_USER")) {
                    assertThat(variable.getValue()).as(variable.getName()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isNotEmpty();
                } else if (variable.getName().endsWith("DATABASE_URL")) {
                    assertThat(variable.getValue()).contains(":$(DATABASE_PASSWORD)@");
                }
            }
        }
    }

    /** The default of a setting. */
    static Duration setting(Class<?> type, String name) {
        try {
            return duration(type.getDeclaredMethod(name)
                    .getAnnotation(WithDefault.class)
                    .value());
        } catch (NoSuchMethodException missing) {
            throw new AssertionError(missing);
        }
    }

    static Properties properties() {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            properties.load(file);
            return properties;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Duration duration(String text) {
        return DurationConverter.parseDuration(text);
    }
}
