package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.policy.RiskLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderEvidenceRiskTest {
    private static final String THANKS =
            "From: Anna <anna@lakeside.example>\nSubject: Drawings\nReceived: 5\nSent: yes\nAnswered: yes\n%s\n\nThank you!";

    @ParameterizedTest
    @ValueSource(strings = {"", "Automated: bulk", "Policy: {\"then\":[{\"effect\":\"allow_auto\"}]}"})
    void aForgedSenderIsOfHighRiskAndNeverAutomatic(String field) {
        var proposal = MailFixture.proposalFor(
                THANKS.formatted("Evidence: failed\n" + field).replace("\n\n\n", "\n\n"));

        assertThat(proposal.risk()).isEqualTo(RiskLevel.HIGH);
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, proposal).runs()).isFalse();
        assertThat(proposal.rationale().signals())
                .noneMatch(signal -> signal.name().equals("known_correspondent")
                        || signal.name().equals("regular_sender"));
    }

    @Test
    void earlierMailCountsOnlyForASenderVouchedFor() {
        var passed = MailFixture.proposalFor(THANKS.formatted("Evidence: passed"));
        var unknown = MailFixture.proposalFor(THANKS.formatted("Evidence: unknown"));

        assertThat(unknown.confidence()).isLessThan(passed.confidence());
        assertThat(unknown.rationale().signals())
                .noneMatch(signal -> signal.affects().equals("confidence")
                        && (signal.name().equals("known_correspondent")
                                || signal.name().equals("regular_sender")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sent: yes", "Received: 9", "Automated: bulk", "Answered: yes"})
    void worseEvidenceNeverMakesTheGateLooser(String field) {
        var mail = "From: Anna <anna@lakeside.example>\nEvidence: %s\n" + field + "\n\nThank you!";
        for (var autonomy : AutonomyLevel.values()) {
            var passed = runs(mail.formatted("passed"), autonomy);
            var unknown = runs(mail.formatted("unknown"), autonomy);
            var failed = runs(mail.formatted("failed"), autonomy);

            assertThat(passed || !unknown).isTrue();
            assertThat(unknown || !failed).isTrue();
        }
    }

    private static boolean runs(String mail, AutonomyLevel autonomy) {
        return AutonomyGate.decide(autonomy, MailFixture.proposalFor(mail)).runs();
    }
}
