package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.policy.RiskLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FurtherContentRiskTest {
    private static final String KNOWN =
            "From: Anna <anna@lakeside.example>\nSubject: Drawings\nReceived: 5\nSent: yes\n";

    @ParameterizedTest
    @ValueSource(strings = {"Alternative", "Enclosed"})
    void whatAnotherPartSaysCountsAsTheTextDoes(String field) {
        var proposal = MailFixture.proposalFor(KNOWN + field
                + ": Please verify your account today, your mailbox is blocked\n\nThank you for the drawings.");

        assertThat(proposal.risk()).isEqualTo(RiskLevel.HIGH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thank you for the drawings.                             | false",
                "Thank you  for the drawings . Anna Meier, Lakeside      | false",
                "Our new garden chairs come in nine bright colours with covers | true"
            })
    void alternativesThatSayDifferentThingsAreASign(String alternative, boolean told) {
        var proposal =
                MailFixture.proposalFor(KNOWN + "Alternative: " + alternative + "\n\nThank you for the drawings.");

        assertThat(proposal.rationale().signals().stream()
                        .anyMatch(signal -> signal.name().equals("alternatives_differ")))
                .isEqualTo(told);
    }

    @Test
    void aNumberInAnotherAlternativeIsRead() {
        var proposal = MailFixture.proposalFor(KNOWN
                + "Alternative: Here are the drawings, IBAN DE89 3704 0044 0532 0130 00\n\nHere are the drawings.");

        assertThat(proposal.rationale().signals())
                .anyMatch(signal -> signal.name().equals("bank_account"));
    }

    @Test
    void aProgramWithinAnotherFileIsOfHighRisk() {
        assertThat(MailFixture.proposalFor(KNOWN + "Attachment: winmail.dat\nContained: plan.exe\n\nSee the plan.")
                        .risk())
                .isEqualTo(RiskLevel.HIGH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://eur01.safelinks.protection.outlook.example/?url=x",
                "The server eur01.mail.example.net is back.",
                "https://shop.example/x?price=10usd&id=1",
                "https://shop.example/item/4111111111111111/"
            })
    void numbersInAddressesAreNoMoney(String text) {
        var signals = MailFixture.proposalFor(KNOWN + "\n" + text).rationale().signals();

        assertThat(signals)
                .noneMatch(signal ->
                        signal.name().equals("amount") || signal.name().equals("card_number"));
    }

    @ParameterizedTest
    @CsvSource({
        "hyatt@mozilla, false",
        "anna@home, false",
        "bank@bank.example, true",
        "Bank (info@bank.example), true",
        "info＠bank．example, true",
        "Anna, false"
    })
    void aNameLiesOnlyWithAWholeAddress(String name, boolean lies) {
        var signals = MailFixture.proposalFor("From: " + name + " <anna@lakeside.example>\n\nHello")
                .rationale()
                .signals();

        assertThat(signals.stream().anyMatch(signal -> signal.name().equals("sender_name_lies")))
                .isEqualTo(lies);
    }
}
