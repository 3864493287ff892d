package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpamCheckTest {
    private static final String OFFER =
            "Subject: Save money!!!\n\nIs your roof old? Click here for a free quote, no obligation, satisfaction guaranteed.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                OFFER,
                "Subject: ADV: New roofs\n\nIs your roof old?",
                "Subject: Gewinn\n\nHaben Sie schon gewonnen? Klicken Sie hier, garantiert kostenlos, jetzt anmelden."
            })
    void anUnsolicitedOfferFromAStrangerGetsNoDraft(String mail) {
        var proposal = MailFixture.proposalFor("From: Rita <rita@roofs.example>\n" + mail);

        assertThat(proposal.actionType()).isEqualTo(ActionType.TRIAGE);
        assertThat(proposal.rationale().signals())
                .anyMatch(signal -> signal.name().equals("spam"));
    }

    @Test
    void aPolicysTemplateIsNotUsedForIt() {
        var proposal = MailFixture.proposalFor("From: Rita <rita@roofs.example>\n"
                + "Policy: {\"then\":[{\"effect\":\"draft\",\"template\":\"Hello\"}]}\n" + OFFER);

        assertThat(proposal.actionType()).isEqualTo(ActionType.TRIAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Received: 1", "Sent: yes", "Answered: yes"})
    void theSameFromSomeoneKnownIsOrdinaryMail(String history) {
        var proposal = MailFixture.proposalFor("From: Rita <rita@roofs.example>\n" + history + "\n" + OFFER);

        assertThat(proposal.rationale().signals())
                .noneMatch(signal -> signal.name().equals("spam"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: Order 4471\n\nCould you send me a quote for forty chairs? Kind regards, Paul",
                "Subject: Your talk\n\nI liked your talk a lot. Is there a video of it?",
                "Subject: Angebot\n\nKönnen Sie mir bitte ein Angebot für zehn Stühle senden?"
            })
    void aFirstQuestionIsStillAnswered(String mail) {
        assertThat(MailFixture.proposalFor("From: Paul <paul@lakeside.example>\n" + mail)
                        .actionType())
                .isEqualTo(ActionType.DRAFT);
    }
}
