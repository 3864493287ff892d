package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.mime.MailReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnsweredElsewhereTest {
    private static final Instant ASKED = Instant.parse("2026-11-18T09:00:00Z");
    private static final Instant SENT = ASKED.plusSeconds(3600);
    private static final Set<String> MARIA = Set.of("maria@acme.example");

    @Test
    void aReplyToTheMessageSettlesItsCard() {
        assertThat(settles(reply(Set.of("root", "question"), ASKED), card())).isTrue();
        assertThat(AnsweredElsewhere.settles(reply(Set.of("question"), ASKED), card(), false))
                .isTrue();
    }

    @Test
    void aReplyToTheAddressForRepliesSettlesTheCard() {
        var card = card(Set.of("maria@acme.example", "desk@acme.example"), null, true);
        var reply = new SentAnswer(Set.of("question"), ASKED, Set.of("desk@acme.example"), SENT, false);

        assertThat(settles(reply, card)).isTrue();
    }

    @Test
    void aForwardToSomebodyElseSettlesNothing() {
        var forward = new SentAnswer(Set.of("question"), ASKED, Set.of("colleague@northwind.example"), SENT, false);

        assertThat(settles(forward, card())).isFalse();
    }

    @Test
    void mailThatIsEarlierThanTheQuestionSettlesNothing() {
        var earlier = new SentAnswer(Set.of("question"), null, MARIA, ASKED.minusSeconds(1), false);

        assertThat(settles(earlier, card())).isFalse();
    }

    @Test
    void laterMailInTheConversationSettlesTheCardUnlessItAnswersAnEarlierMessage() {
        var other = Set.of("other");

        assertThat(settles(reply(other, ASKED.plusSeconds(60)), card())).isTrue();
        assertThat(settles(reply(Set.of(), null), card())).isTrue();
        assertThat(settles(reply(other, ASKED.minusSeconds(60)), card())).isFalse();
        assertThat(AnsweredElsewhere.settles(reply(other, ASKED.plusSeconds(60)), card(), false))
                .isFalse();
    }

    @Test
    void aCardThatThePersonTouchedStays() {
        assertThat(settles(reply(Set.of("question"), ASKED), card(MARIA, null, false)))
                .isFalse();
        assertThat(settles(reply(Set.of("question"), ASKED), card(MARIA, SENT.plusSeconds(1), true)))
                .isFalse();
        assertThat(settles(reply(Set.of("question"), ASKED), card(MARIA, SENT.minusSeconds(1), true)))
                .isTrue();
    }

    @Test
    void whatAProgramSentInThePersonsNameSettlesNothing() {
        for (var mark : new String[] {
            "Auto-Submitted: auto-replied\n", "Content-Type: multipart/report; report-type=disposition-notification\n"
        }) {
            assertThat(settles(sent(mark, "Re: Plan", "Read."), card()))
                    .as(mark)
                    .isFalse();
        }
        assertThat(settles(sent("", "Automatic reply: Plan", "I am away until Monday."), card()))
                .isFalse();
        assertThat(settles(sent("", "Re: Plan", "Friday works for me."), card()))
                .isTrue();
    }

    @Test
    void theAnsweredMessageIsThatOfInReplyToElseTheLastReference() {
        var known = Map.of("question", new StoredMessage(new UUID(0, 1), null, "maria@acme.example", ASKED, null));

        assertThat(sent("In-Reply-To: <question>\n", known).answeredAt()).isEqualTo(ASKED);
        assertThat(sent("References: <root> <question>\n", known).answeredAt()).isEqualTo(ASKED);
        assertThat(sent("In-Reply-To: <unknown>\n", known).answeredAt()).isEqualTo(Instant.EPOCH);
        assertThat(sent("", known).answeredAt()).isNull();
    }

    private static boolean settles(SentAnswer sent, WaitingCard card) {
        return AnsweredElsewhere.settles(sent, card, true);
    }

    private static SentAnswer reply(Set<String> references, @Nullable Instant answeredAt) {
        return new SentAnswer(references, answeredAt, MARIA, SENT, false);
    }

    private static SentAnswer sent(String headers, String subject, String text) {
        return Settlements.answer(
                read("In-Reply-To: <question>\nSubject: " + subject + "\n" + headers, text), SENT, Map.of());
    }

    private static SentAnswer sent(String headers, Map<String, StoredMessage> known) {
        return Settlements.answer(read("Subject: Re: Plan\n" + headers, "Friday works."), SENT, known);
    }

    private static ParsedMail read(String headers, String text) {
        var mail = "From: tom@northwind.example\nTo: maria@acme.example\n" + headers + "\n" + text + "\n";
        return MailReader.read(mail.getBytes(StandardCharsets.UTF_8), SENT);
    }

    private static WaitingCard card() {
        return card(MARIA, null, true);
    }

    private static WaitingCard card(Set<String> authors, @Nullable Instant updatedAt, boolean untouched) {
        return new WaitingCard(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                "question",
                ASKED,
                authors,
                "low",
                false,
                null,
                updatedAt,
                untouched);
    }
}
