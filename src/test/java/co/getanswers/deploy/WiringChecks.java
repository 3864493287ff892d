package co.getanswers.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;

/** The names by which objects refer to others: each must be that of an object that is there. */
final class WiringChecks {
    private WiringChecks() {}

    static boolean selects(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
                && selector.getMatchExpressions().stream().allMatch(wanted -> switch (wanted.getOperator()) {
                    case "In" -> wanted.getValues().contains(labels.get(wanted.getKey()));
                    case "DoesNotExist" -> !labels.containsKey(wanted.getKey());
                    default -> throw new AssertionError("Nothing here knows the operator " + wanted.getOperator());
                });
    }

    static void deploymentsSelectTheirPods(Manifests manifests) {
        for (var deployment : manifests.all(Deployment.class)) {
            var spec = deployment.getSpec();
            assertThat(manifests.workloads())
                    .filteredOn(workload -> selects(spec.getSelector(), workload.labels()))
                    .extracting(Manifests.Workload::name)
                    .containsExactly(deployment.getMetadata().getName());
            assertThat(spec.getTemplate().getSpec().getTopologySpreadConstraints())
                    .hasSize(2)
                    .allSatisfy(spread -> {
                        var labels = spec.getTemplate().getMetadata().getLabels();
                        assertThat(selects(spread.getLabelSelector(), labels)).isTrue();
                        // Kubernetes puts that one on each pod.
                        assertThat(spread.getMatchLabelKeys()).contains("pod-template-hash");
                        assertThat(labels.keySet())
                                .containsAll(spread.getMatchLabelKeys().stream()
                                        .filter(key -> !key.equals("pod-template-hash"))
                                        .toList());
                    });
        }
    }

    /** Nobody goes before who follows is ready; Recreate would leave a gap. */
    static void anUpdateLeavesNoGap(Manifests manifests) {
        for (var deployment : manifests.all(Deployment.class)) {
            var strategy = deployment.getSpec().getStrategy();
            assertThat(strategy.getType()).isEqualTo("RollingUpdate");
            assertThat(strategy.getRollingUpdate().getMaxUnavailable().getIntVal())
                    .isZero();
            assertThat(strategy.getRollingUpdate().getMaxSurge().getIntVal()).isPositive();
        }
    }

    static void servicesLeadToPorts(Manifests manifests) {
        for (var service : manifests.all(Service.class)) {
            var selector = service.getSpec().getSelector();
            var chosen = manifests.workloads().stream()
                    .filter(workload -> workload.labels().entrySet().containsAll(selector.entrySet()))
                    .toList();
            assertThat(chosen).hasSize(1);
            assertThat(service.getSpec().getPorts())
                    .allSatisfy(port -> assertThat(chosen.get(0).container().getPorts())
                            .extracting(ContainerPort::getName)
                            .contains(port.getTargetPort().getStrVal()));
        }
    }

    /** And to nothing but the interface. */
    static void theIngressLeadsToTheInterface(Manifests manifests) {
        var paths = manifests.only(Ingress.class).getSpec().getRules().stream()
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .toList();
        assertThat(paths).singleElement().satisfies(path -> {
            assertThat(List.of(path.getPath(), path.getPathType())).containsExactly("/api", "Prefix");
            assertThat(manifests.all(Service.class))
                    .filteredOn(service -> service.getMetadata()
                            .getName()
                            .equals(path.getBackend().getService().getName()))
                    .singleElement()
                    .satisfies(service -> assertThat(service.getSpec().getPorts())
                            .anySatisfy(port -> assertThat(port.getName())
                                    .isEqualTo(path.getBackend()
                                            .getService()
                                            .getPort()
                                            .getName())));
        });
    }

    /** The replicas that an autoscaler counts are not counted elsewhere, too. */
    static void autoscalersHaveTargets(Manifests manifests) {
        for (var scaler : manifests.all(HorizontalPodAutoscaler.class)) {
            assertThat(scaler.getSpec().getMinReplicas())
                    .isLessThan(scaler.getSpec().getMaxReplicas());
            assertThat(manifests.all(Deployment.class))
                    .filteredOn(deployment -> deployment
                            .getMetadata()
                            .getName()
                            .equals(scaler.getSpec().getScaleTargetRef().getName()))
                    .singleElement()
                    .satisfies(deployment ->
                            assertThat(deployment.getSpec().getReplicas()).isNull());
        }
    }

    /** Each role has one, and a node can always be drained. */
    static void disruptionBudgetsAllowADrain(Manifests manifests) {
        for (var role : manifests.roles()) {
            assertThat(manifests.all(PodDisruptionBudget.class))
                    .filteredOn(budget -> selects(budget.getSpec().getSelector(), role.labels()))
                    .singleElement()
                    .satisfies(budget -> {
                        assertThat(budget.getSpec().getMinAvailable()).isNull();
                        assertThat(budget.getSpec().getMaxUnavailable().getIntVal())
                                .isPositive();
                        assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy())
                                .isEqualTo("AlwaysAllow");
                    });
        }
    }
}
