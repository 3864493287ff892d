package co.getanswers.deploy;

import java.util.List;
import java.util.function.Consumer;

/** A condition that an overlay must meet. */
enum Check {
    RESTRICTED_PROFILE(PodChecks::restrictedProfile),
    USER_WITHOUT_TOKEN(PodChecks::theImagesUserWithoutAToken),
    TEMPORARY_FILES(PodChecks::aBoundedPlaceForTemporaryFiles),
    COMMANDS_AND_PORTS(PodChecks::commandsAndPorts),
    PROBES(PodChecks::probesThatExist),
    TIME_TO_START(PodChecks::timeToStart),
    TIME_TO_STOP(PodChecks::timeToStop),
    REQUESTS_AND_LIMITS(PodChecks::requestsAndLimits),
    VARIABLES(PodChecks::variablesThatTheProgramReads),
    SECRETS(PodChecks::secretsByReference),
    DEPLOYMENTS(WiringChecks::deploymentsSelectTheirPods),
    UPDATES(WiringChecks::anUpdateLeavesNoGap),
    SERVICES(WiringChecks::servicesLeadToPorts),
    INGRESS(WiringChecks::theIngressLeadsToTheInterface),
    AUTOSCALERS(WiringChecks::autoscalersHaveTargets),
    DISRUPTION_BUDGETS(WiringChecks::disruptionBudgetsAllowADrain),
    NETWORK_DENIED(NetworkChecks::nobodyMayTalkToAnybodyElse),
    NETWORK_OUT(NetworkChecks::rolesReachWhatTheyNeed),
    NETWORK_IN(NetworkChecks::rolesAreReachedByWhoNeedsThem),
    NETWORK_SELECTORS(NetworkChecks::policiesSelectWhatIsThere),
    NETWORK_NAMES(NetworkChecks::namesAreResolved),
    REPLICATION(DatabaseChecks::aCommitSurvivesAMachine, "production"),
    BACKUPS(DatabaseChecks::backupsGoToTheStoreThatIsThere, "production"),
    ADDRESSES(DatabaseChecks::addressesLeadToWhatIsThere, "production"),
    CONNECTIONS(DatabaseChecks::connectionsAddUp, "production"),
    SCRAPES(DatabaseChecks::everythingIsScraped, "production");

    private final Consumer<Manifests> check;
    private final List<String> overlays;

    Check(Consumer<Manifests> check) {
        this(check, "development", "production");
    }

    Check(Consumer<Manifests> check, String... overlays) {
        this.check = check;
        this.overlays = List.of(overlays);
    }

    List<String> overlays() {
        return overlays;
    }

    void on(Manifests manifests) {
        check.accept(manifests);
    }
}
