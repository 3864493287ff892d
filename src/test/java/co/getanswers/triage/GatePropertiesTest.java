package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.instancio.Instancio.gen;

import co.getanswers.Property;
import co.getanswers.account.AutonomyLevel;
import java.util.List;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statements about every message: worse evidence never loosens the gate, and no mail leaves to somebody never written to. */
@ExtendWith(InstancioExtension.class)
class GatePropertiesTest {
    private static final List<String> SAID = List.of(
            "Thank you!",
            "Vielen Dank für die schnelle Antwort.",
            "Merci beaucoup !",
            "Muchas gracias por su ayuda.",
            "Grazie mille!",
            "Hartelijk dank!",
            "Muito obrigada!",
            "Best regards",
            "Anna Meier",
            "Please cancel the order.",
            "The meeting is on 3 December.",
            "For your information.",
            "");

    /** Header fields that make a message worse, each by itself. */
    private static final List<String> WORSE = List.of(
            "Sent: no",
            "Alone: no",
            "Answered-Lately: yes",
            "Newest: no",
            "Date: 2019-11-24",
            "Answered: no",
            "Received: 0",
            "Evidence: failed",
            "Automated: suppressed",
            "Reply-To: eve@else.example",
            "Attachment: plan.exe",
            "Alternative: Cancel the order.",
            "Enclosed: Cancel the order.",
            "Html: <p>Cancel the order.</p>");

    private record Mail(List<String> body, boolean policy, boolean reply, AutonomyLevel autonomy, String worse) {
        private String text(String more) {
            return "From: Anna Meier <anna@lakeside.example>\nSubject: Re: Plan\nReceived: 5\nSent: yes\nAnswered: yes\n"
                    + (policy ? "Policy: {\"then\":[{\"effect\":\"allow_auto\"}]}\n" : "")
                    + (reply ? "Policy: {\"then\":[{\"effect\":\"draft\",\"template\":\"Yes.\"}]}\n" : "")
                    + more
                    + "\n"
                    + String.join("\n", body);
        }

        Proposal proposal() {
            return MailFixture.proposalFor(text(""));
        }

        Proposal worseProposal() {
            return MailFixture.proposalFor(text(worse + "\n"));
        }

        boolean leaves(Proposal proposal) {
            return proposal.actionType().threshold() == ActionType.Threshold.SENDS_MAIL
                    && AutonomyGate.decide(autonomy, proposal).runs();
        }
    }

    @Test
    void worseEvidenceNeverMakesMailLeave() {
        Property.forAll(GatePropertiesTest::mail).holds(600, mail -> {
            assertThat(mail.leaves(mail.worseProposal()) && !mail.leaves(mail.proposal()))
                    .isFalse();
        });
    }

    @Test
    void oneSignAgainstItIsEnough() {
        for (var worse : WORSE) {
            if (worse.startsWith("Received")) {
                continue; // The number of messages earns confidence and is no condition.
            }
            var mail = new Mail(List.of("Thank you!"), true, false, AutonomyLevel.HIGH, worse);

            assertThat(mail.leaves(mail.proposal())).isTrue();
            assertThat(mail.leaves(mail.worseProposal())).as(worse).isFalse();
        }
    }

    @Test
    void noMailLeavesToSomebodyNeverWrittenTo() {
        Property.forAll(GatePropertiesTest::mail).holds(600, mail -> {
            var stranger = MailFixture.proposalFor(mail.text(mail.worse() + "\nSent: no\n"));

            assertThat(mail.leaves(stranger)).isFalse();
        });
    }

    @Test
    void oneUnknownWordMakesThanksAPersonsMatter() {
        Property.forAll(() -> gen().string().lowerCase().length(4, 12).get() + "x")
                .holds(300, word -> {
                    for (var text : List.of("Thank you! " + word, word + " thank you", "Thank you for the " + word)) {
                        var mail = new Mail(List.of(text), true, false, AutonomyLevel.HIGH, "");

                        assertThat(mail.leaves(mail.proposal())).isFalse();
                    }
                });
    }

    private static Mail mail() {
        return new Mail(
                Property.list(1, 4, gen().oneOf(SAID)::get),
                gen().booleans().get(),
                gen().booleans().get(),
                gen().enumOf(AutonomyLevel.class).get(),
                gen().oneOf(WORSE).get());
    }
}
