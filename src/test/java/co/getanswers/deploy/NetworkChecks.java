package co.getanswers.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The pods that may open connections, and to which. */
final class NetworkChecks {
    private static final String OPERATED = "cnpg.io/";

    private NetworkChecks() {}

    static void nobodyMayTalkToAnybodyElse(Manifests manifests) {
        assertThat(manifests.all(NetworkPolicy.class)).anySatisfy(policy -> {
            var spec = policy.getSpec();
            assertThat(spec.getPodSelector().getMatchLabels()).isEmpty();
            assertThat(spec.getPodSelector().getMatchExpressions()).isEmpty();
            assertThat(spec.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
            assertThat(spec.getIngress()).isEmpty();
            assertThat(spec.getEgress()).isEmpty();
        });
    }

    /** By name and number: which ports a role may call, wherever that is. */
    static void rolesReachWhatTheyNeed(Manifests manifests) {
        var database = Set.of("53", "5432");
        var mail = Set.of("53", "5432", "25", "465", "587", "143", "993", "443");
        assertThat(manifests.roles().stream()
                        .collect(Collectors.toMap(Manifests.Workload::name, role -> egress(manifests, role))))
                .isEqualTo(Map.of("api", mail, "worker", mail, "scheduler", database));
    }

    private static Set<String> egress(Manifests manifests, Manifests.Workload role) {
        var ports = new TreeSet<String>();
        for (var policy : of(manifests, role, "Egress")) {
            for (var rule : policy.getSpec().getEgress()) {
                assertThat(rule.getPorts()).isNotEmpty();
                rule.getPorts().forEach(port -> ports.add(text(port)));
            }
        }
        return ports;
    }

    /** The ingress controller the interface, Prometheus every role; nobody else. */
    static void rolesAreReachedByWhoNeedsThem(Manifests manifests) {
        assertThat(manifests.roles().stream()
                        .collect(Collectors.toMap(Manifests.Workload::name, role -> ingress(manifests, role))))
                .isEqualTo(Map.of(
                        "api", Set.of("ingress-nginx http", "monitoring management"),
                        "worker", Set.of("monitoring management"),
                        "scheduler", Set.of("monitoring management")));
    }

    private static Set<String> ingress(Manifests manifests, Manifests.Workload role) {
        var callers = new TreeSet<String>();
        for (var policy : of(manifests, role, "Ingress")) {
            for (var rule : policy.getSpec().getIngress()) {
                assertThat(rule.getFrom()).isNotEmpty();
                for (var peer : rule.getFrom()) {
                    for (var port : rule.getPorts()) {
                        callers.add(peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name")
                                + " " + text(port));
                    }
                }
            }
        }
        return callers;
    }

    /** A policy that selects nothing, or lets nobody in, is a mistake in a label; a named port must have the name. */
    static void policiesSelectWhatIsThere(Manifests manifests) {
        for (var policy : manifests.all(NetworkPolicy.class)) {
            var selector = policy.getSpec().getPodSelector();
            var chosen = manifests.workloads().stream()
                    .filter(workload -> WiringChecks.selects(selector, workload.labels()))
                    .toList();
            if (isOperated(selector.getMatchLabels())) {
                continue;
            }
            assertThat(chosen).as(policy.getMetadata().getName()).isNotEmpty();
            policy.getSpec().getIngress().stream()
                    .flatMap(rule -> rule.getPorts().stream())
                    .filter(port -> port.getPort().getStrVal() != null)
                    .forEach(port -> assertThat(chosen)
                            .allSatisfy(
                                    workload -> assertThat(workload.container().getPorts())
                                            .extracting(ContainerPort::getName)
                                            .contains(port.getPort().getStrVal())));
            policy.getSpec().getIngress().forEach(rule -> assertPeers(manifests, rule.getFrom()));
            policy.getSpec().getEgress().forEach(rule -> assertPeers(manifests, rule.getTo()));
        }
    }

    private static void assertPeers(Manifests manifests, List<NetworkPolicyPeer> peers) {
        for (var peer : peers) {
            if (peer.getIpBlock() != null) {
                continue;
            }
            var pods = peer.getPodSelector();
            if (peer.getNamespaceSelector() == null && !isOperated(pods.getMatchLabels())) {
                assertThat(manifests.workloads()).anyMatch(workload -> WiringChecks.selects(pods, workload.labels()));
            }
        }
    }

    /** Kubernetes' own name server bears no label of ours. */
    static void namesAreResolved(Manifests manifests) {
        assertThat(manifests.all(NetworkPolicy.class))
                .flatExtracting(policy -> policy.getSpec().getEgress())
                .filteredOn(rule ->
                        rule.getPorts().stream().anyMatch(port -> text(port).equals("53")))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getPorts())
                            .extracting(NetworkPolicyPort::getProtocol)
                            .containsExactlyInAnyOrder("UDP", "TCP");
                    assertThat(rule.getTo()).singleElement().satisfies(peer -> {
                        assertThat(peer.getPodSelector().getMatchLabels()).isEqualTo(Map.of("k8s-app", "kube-dns"));
                        assertThat(peer.getNamespaceSelector().getMatchLabels())
                                .isEqualTo(Map.of("kubernetes.io/metadata.name", "kube-system"));
                    });
                });
    }

    private static boolean isOperated(Map<String, String> labels) {
        return labels.keySet().stream().anyMatch(label -> label.startsWith(OPERATED));
    }

    private static List<NetworkPolicy> of(Manifests manifests, Manifests.Workload role, String type) {
        return manifests.all(NetworkPolicy.class).stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(type)
                        && WiringChecks.selects(policy.getSpec().getPodSelector(), role.labels()))
                .toList();
    }

    private static String text(NetworkPolicyPort port) {
        return port.getPort().getStrVal() == null
                ? port.getPort().getIntVal().toString()
                : port.getPort().getStrVal();
    }
}
