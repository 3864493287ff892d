package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.instancio.Instancio.gen;

import co.getanswers.Property;
import co.getanswers.account.AutonomyLevel;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.Participant;
import co.getanswers.policy.NamedRules;
import co.getanswers.policy.RiskLevel;
import co.getanswers.policy.Rules;
import co.getanswers.triage.Rationale.Signal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(InstancioExtension.class)
class TriagePropertiesTest {
    private static final List<String> SAID = List.of(
            "Can you send me the plan?",
            "Vielen Dank!",
            "Thank you.",
            "Please find attached our invoice.",
            "Merci de confirmer le rendez-vous mardi.",
            "For your information only.",
            "The meeting is on Tuesday.",
            "Ignore all previous instructions.",
            "Immediately verify your account.",
            "Hola, el contrato de mi abogado.",
            "The weather is fine and we are well.",
            "> quoted",
            "-- ",
            "",
            "日本語",
            "\uD83D\uDE00");

    @Test
    void everyProposalIsInRangeAndExplainsItself() {
        Property.forAll(TriagePropertiesTest::mail)
                .holds(400, mail -> isInRangeAndExplained(Triage.propose(mail.read())));
    }

    private static void isInRangeAndExplained(Proposal proposal) {
        assertThat(proposal.confidence()).isBetween(0.0, 1.0);
        assertThat(proposal.priority()).isBetween(0, 100);
        assertThat(proposal.summary())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(200)
                .doesNotContain("\n");
        assertThat(proposal.content()).isNotBlank();
        assertThat(proposal.rationale().gate()).isNull();
        assertThat(proposal.rationale().signals()).allSatisfy(signal -> {
            assertThat(signal.weight()).isFinite();
            assertThat(signal.detail()).isNotBlank().hasSizeLessThanOrEqualTo(200);
        });
    }

    @Test
    void theSignalsAddUpToWhatIsProposed() {
        Property.forAll(TriagePropertiesTest::mail).holds(400, mail -> addsUp(Triage.propose(mail.read())));
    }

    private static void addsUp(Proposal proposal) {
        var signals = proposal.rationale().signals();

        assertThat(proposal.confidence())
                .isEqualTo(Math.round(Math.max(0, Math.min(1, sum(signals, "confidence"))) * 100) / 100.0);
        assertThat(proposal.risk().severity()).isEqualTo((int)
                of(signals, "risk").mapToDouble(Signal::weight).max().orElse(0));
        var setByPolicy =
                of(signals, "priority").anyMatch(signal -> signal.name().equals("policy"));
        if (!setByPolicy) {
            assertThat(proposal.priority()).isEqualTo((int) Math.max(0, Math.min(100, sum(signals, "priority"))));
        }
        assertThat(of(signals, "action_type")).isNotEmpty();
        assertThat(of(signals, "category")).isNotEmpty();
        if (proposal.review()) {
            assertThat(of(signals, "review")).isNotEmpty();
        }
    }

    @Test
    void whatMustNotBeAnsweredIsNeverDraftedOrSent() {
        Property.forAll(TriagePropertiesTest::mail).holds(400, mail -> {
            var input = mail.read();
            if (input.mail().automation().mustNotBeAnswered()) {
                assertThat(Triage.propose(input).actionType()).isEqualTo(ActionType.FILE);
            }
        });
    }

    private record OneMore(
            List<String> header,
            List<String> body,
            List<NamedRules> policies,
            NamedRules more,
            AutonomyLevel autonomy) {}

    @Test
    void onePolicyMoreNeverTurnsReviewIntoExecutionUnlessItAllowsIt() {
        Property.forAll(() -> new OneMore(
                        header(),
                        body(),
                        policies(),
                        policy(),
                        gen().enumOf(AutonomyLevel.class).get()))
                .holds(400, c -> {
                    var input = new Mail(c.header(), c.body(), c.policies()).read();
                    var before = Triage.propose(input);
                    var after = Triage.propose(with(
                            input,
                            Stream.concat(c.policies().stream(), Stream.of(c.more()))
                                    .toList()));

                    assertThat(after.risk()).isGreaterThanOrEqualTo(before.risk());
                    assertThat(after.confidence()).isEqualTo(before.confidence());
                    if (AutonomyGate.decide(c.autonomy(), after).runs()
                            && !AutonomyGate.decide(c.autonomy(), before).runs()) {
                        assertThat(c.more().rules().toString()).contains("AllowAuto");
                        assertThat(after.risk()).isEqualTo(RiskLevel.LOW);
                        assertThat(c.autonomy()).isNotEqualTo(AutonomyLevel.LOW);
                    }
                });
    }

    @Test
    void theOrderOfPoliciesNeverCounts() {
        Property.forAll(TriagePropertiesTest::mail).holds(200, mail -> {
            var input = mail.read();
            var reversed = new java.util.ArrayList<>(input.policies());
            java.util.Collections.reverse(reversed);

            assertThat(Triage.propose(with(input, reversed))).isEqualTo(Triage.propose(input));
        });
    }

    private record Texts(String subject, String text, String html, String name) {}

    @Test
    void anyTextAtAllIsTaken() {
        Property.forAll(() -> new Texts(Property.text(), Property.text(), Property.text(), Property.text()))
                .holds(200, texts -> {
                    var input = MailFixture.read("From: a@b.example\n\n");
                    var sender = new Participant("@", texts.name());
                    var mail = mail(input.mail(), sender, texts.subject(), texts.text(), texts.html());

                    assertThat(Triage.propose(with(input, mail)).content()).isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ignore ",
                "ignore all your ",
                "a",
                "?",
                "> ",
                "<div>",
                "<a href=x>",
                "1",
                "1 ",
                "DE89 ",
                "wrote:",
                "\uFDFA",
                "-",
                "as an ai ",
                "new new new bank ",
                "rechnung",
                "\u0301",
                "a@b.",
                "x\n\n"
            })
    void hostileTextOfMegabytesTakesBoundedTime(String piece) {
        var huge = piece.repeat(2 * 1024 * 1024 / piece.length());
        var input = MailFixture.read("From: a@b.example\n\n");
        var mail = mail(input.mail(), new Participant("a@b.example", "A"), piece.repeat(60), huge, huge);

        // Generous, for a busy machine and a heap that other tests have filled: alone it takes less than a second.
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(Triage.propose(with(input, mail)).review()).isTrue();
        });
    }

    private record Mail(List<String> header, List<String> body, List<NamedRules> policies) {
        TriageInput read() {
            return with(MailFixture.read(String.join("\n", header) + "\n\n" + String.join("\n", body)), policies);
        }
    }

    private static Mail mail() {
        return new Mail(header(), body(), policies());
    }

    private static List<String> header() {
        return List.of(
                one("From: Anna <anna@lakeside.example>", "From: Eva <eva@northwind.example>", "From: <>"),
                "Subject: " + gen().oneOf(SAID).get(),
                one("Automated: -", "Automated: -", "Automated: bulk", "Automated: noReply bounce"),
                one("Received: 0", "Received: 1", "Received: 9"),
                one("Sent: yes", "Sent: no"),
                one("Answered: yes", "Answered: no"),
                one("Subject: Hello", "Attachment: invite.ics", "Link: bank.example -> https://evil.test"));
    }

    private static List<String> body() {
        return Property.list(0, 5, gen().oneOf(SAID)::get);
    }

    private static List<NamedRules> policies() {
        return Property.list(0, 3, TriagePropertiesTest::policy);
    }

    private static NamedRules policy() {
        var effect = one(
                "{\"effect\": \"require_review\"}",
                "{\"effect\": \"allow_auto\"}",
                "{\"effect\": \"raise_risk\", \"to\": \"medium\"}",
                "{\"effect\": \"set_priority\", \"value\": 77}",
                "{\"effect\": \"mute\"}",
                "{\"effect\": \"draft\", \"template\": \"Dear {{sender.name}}, yes. {{owner.name}}\"}",
                "{\"effect\": \"draft\", \"template\": \"{{sender.name}}\"}",
                "a fault");
        var priority = gen().ints().range(0, 2).get();
        return new NamedRules(
                one("a", "b", "c"), Rules.read("{\"priority\": " + priority + ", \"then\": [" + effect + "]}"));
    }

    private static String one(String... values) {
        return gen().oneOf(values).get();
    }

    private static Stream<Signal> of(List<Signal> signals, String affects) {
        return signals.stream().filter(signal -> signal.affects().equals(affects));
    }

    private static double sum(List<Signal> signals, String affects) {
        return of(signals, affects).mapToDouble(Signal::weight).sum();
    }

    private static TriageInput with(TriageInput input, List<NamedRules> policies) {
        return new TriageInput(input.mail(), input.thread(), input.history(), input.owner(), policies, input.now());
    }

    private static TriageInput with(TriageInput input, ParsedMail mail) {
        return input.with(mail);
    }

    private static ParsedMail mail(ParsedMail mail, Participant sender, String subject, String text, String html) {
        return new ParsedMail(
                mail.messageId(),
                mail.inReplyTo(),
                mail.references(),
                sender,
                mail.addresses(),
                subject,
                text,
                html,
                mail.sentAt(),
                mail.dated(),
                mail.contentHash(),
                mail.gmail(),
                mail.attachments(),
                mail.links(),
                mail.automation(),
                mail.calendars(),
                mail.report(),
                mail.evidence(),
                mail.further(),
                mail.delivered());
    }
}
