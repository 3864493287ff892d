package co.getanswers.deploy;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.List;
import java.util.Map;

/**
 * The kinds of CloudNativePG and its Barman Cloud plugin, as far as they are used here: there is no model of them to be
 * had. The fields are those of their versions 1.30 and 0.15.
 */
final class CloudNativePg {
    private CloudNativePg() {}

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

    record ClusterSpec(
            int instances,
            String imageName,
            PrimaryUpdateStrategy primaryUpdateStrategy,
            PrimaryUpdateMethod primaryUpdateMethod,
            Bootstrap bootstrap,
            Certificates certificates,
            PostgresConfiguration postgresql,
            Affinity affinity,
            Storage storage,
            Storage walStorage,
            ResourceRequirements resources,
            List<Plugin> plugins) {}

    enum PrimaryUpdateStrategy {
        unsupervised,
        supervised
    }

    enum PrimaryUpdateMethod {
        restart,
        switchover
    }

    record Bootstrap(InitDb initdb) {}

    record InitDb(String database, String owner) {}

    record Certificates(List<String> serverAltDNSNames) {}

    record PostgresConfiguration(Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(SynchronousMethod method, int number, DataDurability dataDurability, boolean failoverQuorum) {}

    enum SynchronousMethod {
        any,
        first
    }

    enum DataDurability {
        required,
        preferred
    }

    record Affinity(PodAntiAffinityType podAntiAffinityType, String topologyKey) {}

    enum PodAntiAffinityType {
        preferred,
        required
    }

    record Storage(String size) {}

    record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}

    record Name(String name) {}

    record Pooler(String apiVersion, String kind, ObjectMeta metadata, PoolerSpec spec) {}

    record PoolerSpec(Name cluster, PoolerType type, int instances, PgBouncer pgbouncer, PodTemplateSpec template) {}

    enum PoolerType {
        rw,
        ro,
        r
    }

    record PgBouncer(PoolMode poolMode, Map<String, String> parameters) {}

    enum PoolMode {
        session,
        transaction
    }

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, ScheduledBackupSpec spec) {}

    record ScheduledBackupSpec(
            String schedule,
            boolean immediate,
            OwnerReference backupOwnerReference,
            Name cluster,
            BackupMethod method,
            Name pluginConfiguration) {}

    enum OwnerReference {
        none,
        self,
        cluster
    }

    enum BackupMethod {
        plugin,
        volumeSnapshot
    }

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, ObjectStoreSpec spec) {}

    record ObjectStoreSpec(String retentionPolicy, ObjectStoreConfiguration configuration) {}

    record ObjectStoreConfiguration(
            String destinationPath, String endpointURL, S3Credentials s3Credentials, Wal wal, Data data) {}

    record S3Credentials(SecretKeySelector accessKeyId, SecretKeySelector secretAccessKey) {}

    record Wal(Compression compression, int maxParallel) {}

    record Data(Compression compression) {}

    /** The compressions that both WAL files and backups may have. */
    enum Compression {
        bzip2,
        gzip,
        lz4,
        snappy
    }
}
