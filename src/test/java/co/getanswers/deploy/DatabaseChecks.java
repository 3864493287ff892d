package co.getanswers.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.deploy.CloudNativePg.Cluster;
import co.getanswers.deploy.CloudNativePg.DataDurability;
import co.getanswers.deploy.CloudNativePg.ObjectStore;
import co.getanswers.deploy.CloudNativePg.PoolMode;
import co.getanswers.deploy.CloudNativePg.Pooler;
import co.getanswers.deploy.CloudNativePg.PoolerType;
import co.getanswers.deploy.CloudNativePg.ScheduledBackup;
import co.getanswers.platform.DatabaseUrl;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.Map;

/** The database of production, and how it is reached. */
final class DatabaseChecks {
    private static final String PLUGIN = "barman-cloud.cloudnative-pg.io";

    private DatabaseChecks() {}

    /** Each committed change is on two machines, and only one that has it takes over. */
    static void aCommitSurvivesAMachine(Manifests manifests) {
        var cluster = manifests.only(Cluster.class).spec();
        assertThat(cluster.instances()).isEqualTo(3);
        assertThat(cluster.postgresql().synchronous().number()).isPositive().isLessThan(cluster.instances() - 1);
        assertThat(cluster.postgresql().synchronous().dataDurability()).isEqualTo(DataDurability.required);
        assertThat(cluster.postgresql().synchronous().failoverQuorum()).isTrue();
        assertThat(cluster.affinity().podAntiAffinityType()).isEqualTo(CloudNativePg.PodAntiAffinityType.required);
    }

    static void backupsGoToTheStoreThatIsThere(Manifests manifests) {
        var store = manifests.only(ObjectStore.class);
        var cluster = manifests.only(Cluster.class);
        assertThat(cluster.spec().plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.name()).isEqualTo(PLUGIN);
            assertThat(plugin.isWALArchiver()).isTrue();
            assertThat(plugin.parameters())
                    .isEqualTo(Map.of("barmanObjectName", store.metadata().getName()));
        });
        var backup = manifests.only(ScheduledBackup.class).spec();
        assertThat(backup.cluster().name()).isEqualTo(cluster.metadata().getName());
        assertThat(backup.method()).isEqualTo(CloudNativePg.BackupMethod.plugin);
        assertThat(backup.pluginConfiguration().name()).isEqualTo(PLUGIN);
        // Seconds first: five fields would be refused.
        assertThat(backup.schedule().split(" ")).hasSize(6);
        assertThat(store.spec().retentionPolicy()).matches("[1-9][0-9]*[dwm]");
    }

    /** Requests go through the pooler, migrations and listeners past it, each under a name that the certificate has. */
    static void addressesLeadToWhatIsThere(Manifests manifests) {
        var cluster = manifests.only(Cluster.class);
        var pooler = manifests.only(Pooler.class);
        var direct = cluster.metadata().getName() + "-rw";
        assertAddress(manifests, "api", "DATABASE_URL", pooler.metadata().getName());
        assertAddress(manifests, "api", "MIGRATION_DATABASE_URL", direct);
        assertAddress(manifests, "worker", "DATABASE_URL", direct);
        assertAddress(manifests, "scheduler", "DATABASE_URL", direct);
        assertThat(cluster.spec().certificates().serverAltDNSNames())
                .contains(pooler.metadata().getName());
        assertThat(pooler.spec().cluster().name()).isEqualTo(cluster.metadata().getName());
        assertThat(pooler.spec().type()).isEqualTo(PoolerType.rw);
        assertThat(pooler.spec().pgbouncer().poolMode()).isEqualTo(PoolMode.transaction);
        assertThat(number(pooler.spec().pgbouncer().parameters(), "max_prepared_statements"))
                .isPositive();
    }

    private static void assertAddress(Manifests manifests, String role, String variable, String host) {
        var url = manifests
                .role(role)
                .variable(variable)
                .map(value -> value.replaceAll("\\$\\(([A-Z_]+)\\)", "$1"))
                .map(value -> DatabaseUrl.parse(variable, value))
                .orElseThrow(() -> new AssertionError("No " + variable + " of " + role));
        assertThat(url.host()).as(variable + " of " + role).isEqualTo(host);
        assertThat(url.database())
                .isEqualTo(manifests
                        .only(Cluster.class)
                        .spec()
                        .bootstrap()
                        .initdb()
                        .database());
        assertThat(url.sslMode()).isEqualTo("verify-full");
        assertThat(manifests.role(role).container().getVolumeMounts())
                .anyMatch(mount -> url.sslRootCert().startsWith(mount.getMountPath() + "/"));
    }

    /** Every instance there may ever be, one more of each in an update, and all its connections at once. */
    static void connectionsAddUp(Manifests manifests) {
        var pooler = manifests.only(Pooler.class).spec();
        var parameters = pooler.pgbouncer().parameters();
        var served = instances(manifests, "api") * poolSize(manifests, "api");
        assertThat(number(parameters, "max_client_conn")).isGreaterThanOrEqualTo(served);

        var jdbc = Integer.parseInt(PodChecks.properties().getProperty("quarkus.datasource.jdbc.max-size"));
        var listening = 1;
        var needed = pooler.instances() * number(parameters, "default_pool_size")
                + instances(manifests, "api") * jdbc
                + instances(manifests, "worker") * (poolSize(manifests, "worker") + listening + jdbc)
                + instances(manifests, "scheduler") * (poolSize(manifests, "scheduler") + jdbc);
        var forPeople = 20;
        assertThat(number(manifests.only(Cluster.class).spec().postgresql().parameters(), "max_connections"))
                .isGreaterThanOrEqualTo(needed + forPeople);
    }

    private static int instances(Manifests manifests, String role) {
        var deployment = manifests.all(Deployment.class).stream()
                .filter(made -> made.getMetadata().getName().equals(role))
                .findFirst()
                .orElseThrow();
        var most = manifests.all(HorizontalPodAutoscaler.class).stream()
                .filter(scaler -> scaler.getSpec().getScaleTargetRef().getName().equals(role))
                .findFirst()
                .map(scaler -> scaler.getSpec().getMaxReplicas())
                .orElseGet(() -> deployment.getSpec().getReplicas());
        return most
                + deployment
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxSurge()
                        .getIntVal();
    }

    private static int poolSize(Manifests manifests, String role) {
        return Integer.parseInt(manifests
                .environment(manifests.role(role))
                .getOrDefault(
                        "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE",
                        PodChecks.properties().getProperty("quarkus.datasource.reactive.max-size")));
    }

    private static int number(Map<String, String> parameters, String name) {
        return Integer.parseInt(parameters.get(name));
    }

    static void everythingIsScraped(Manifests manifests) {
        var monitors = manifests.all(PodMonitor.class);
        for (var role : manifests.roles()) {
            assertThat(monitors)
                    .filteredOn(
                            monitor -> WiringChecks.selects(monitor.getSpec().getSelector(), role.labels()))
                    .singleElement()
                    .satisfies(monitor -> assertThat(monitor.getSpec().getPodMetricsEndpoints())
                            .singleElement()
                            .satisfies(endpoint -> {
                                assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
                                assertThat(endpoint.getPort()).isEqualTo("management");
                            }));
        }
        assertThat(monitors)
                .extracting(monitor -> monitor.getSpec().getSelector().getMatchLabels())
                .contains(
                        Map.of(
                                "cnpg.io/cluster",
                                manifests.only(Cluster.class).metadata().getName(),
                                "cnpg.io/podRole",
                                "instance"),
                        Map.of(
                                "cnpg.io/poolerName",
                                manifests.only(Pooler.class).metadata().getName()));
    }
}
