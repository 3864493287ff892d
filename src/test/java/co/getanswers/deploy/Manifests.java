package co.getanswers.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An overlay as kubectl renders it, each object read as what it is. A field that its kind does not have is refused. */
record Manifests(List<Object> objects) {
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1 Namespace", Namespace.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            Map.entry("postgresql.cnpg.io/v1 Cluster", CloudNativePg.Cluster.class),
            Map.entry("postgresql.cnpg.io/v1 Pooler", CloudNativePg.Pooler.class),
            Map.entry("postgresql.cnpg.io/v1 ScheduledBackup", CloudNativePg.ScheduledBackup.class),
            Map.entry("barmancloud.cnpg.io/v1 ObjectStore", CloudNativePg.ObjectStore.class));

    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .setAnnotationIntrospector(new NothingIsSwallowed())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Pattern KUSTOMIZE = Pattern.compile("Kustomize Version: v(\\d+)");
    private static final int KUSTOMIZE_AT_LEAST = 5;

    /** The models keep fields that they don't know in a map beside the others. */
    private static final class NothingIsSwallowed extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** The template that a pod is made from, whichever kind makes it. */
    record Workload(String name, PodTemplateSpec pod) {
        Container container() {
            return pod.getSpec().getContainers().get(0);
        }

        Map<String, String> labels() {
            return pod.getMetadata().getLabels();
        }

        boolean isOurs() {
            return "getanswers".equals(labels().get("app.kubernetes.io/name"));
        }

        Optional<String> variable(String name) {
            return container().getEnv().stream()
                    .filter(variable -> variable.getName().equals(name))
                    .map(EnvVar::getValue)
                    .findFirst();
        }
    }

    /** Skips the test, loudly, where there is no kubectl that can render it. */
    static String render(String overlay) {
        return render(Path.of("k8s", "overlays", overlay));
    }

    static String render(Path overlay) {
        String version;
        try {
            version = run("kubectl", "version", "--client");
        } catch (IOException missing) {
            version = "none";
        }
        var kustomize = KUSTOMIZE.matcher(version);
        Assumptions.assumeTrue(
                kustomize.find() && Integer.parseInt(kustomize.group(1)) >= KUSTOMIZE_AT_LEAST,
                "SKIPPED: kubectl with kustomize " + KUSTOMIZE_AT_LEAST
                        + " or newer is needed to render k8s/; here there is: " + version);
        try {
            return run("kubectl", "kustomize", overlay.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Manifests read(String yaml) {
        var objects = new ArrayList<>();
        try (var documents = STRICT.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (documents.hasNext()) {
                var document = documents.next();
                var kind = document.get("apiVersion").asText() + " "
                        + document.get("kind").asText();
                if (!KINDS.containsKey(kind)) {
                    throw new AssertionError("Nothing here knows the kind " + kind);
                }
                objects.add(STRICT.treeToValue(document, KINDS.get(kind)));
            }
        } catch (IOException unfit) {
            throw new AssertionError(unfit.getMessage(), unfit);
        }
        return new Manifests(objects);
    }

    private static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return output;
    }

    <T> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T> T only(Class<T> kind) {
        var all = all(kind);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " objects of the kind " + kind.getSimpleName());
        }
        return all.get(0);
    }

    List<Workload> workloads() {
        return Stream.concat(
                        all(Deployment.class).stream()
                                .map(made -> new Workload(
                                        name(made.getMetadata()), made.getSpec().getTemplate())),
                        all(StatefulSet.class).stream()
                                .map(made -> new Workload(
                                        name(made.getMetadata()), made.getSpec().getTemplate())))
                .toList();
    }

    /** The pods of the service's three roles. */
    List<Workload> roles() {
        return workloads().stream().filter(Workload::isOurs).toList();
    }

    Workload role(String name) {
        return roles().stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + name));
    }

    /** The environment of a container, the references to secrets left out. */
    Map<String, String> environment(Workload role) {
        var environment = new HashMap<String, String>();
        for (var source : role.container().getEnvFrom()) {
            environment.putAll(all(ConfigMap.class).stream()
                    .filter(map -> name(map.getMetadata())
                            .equals(source.getConfigMapRef().getName()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no such ConfigMap: " + source))
                    .getData());
        }
        role.container().getEnv().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        return environment;
    }

    private static String name(ObjectMeta metadata) {
        return metadata.getName();
    }
}
