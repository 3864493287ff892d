package co.getanswers.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.action.Decider;
import co.getanswers.delivery.ReplyContext.Answered;
import co.getanswers.mail.Participant;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
    static final UUID ACTION = UUID.fromString("01a2032c-8f8a-74a4-9e6b-4fb748e7e864");
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123Z");
    static final Participant OWNER = new Participant("sam@owner.example", "Sam Owner");
    static final Participant DANA = new Participant("dana@acme.example", "Dana Reyes");

    static ReplyContext context(Answered answered) {
        return new ReplyContext(ACTION, UUID.randomUUID(), OWNER, Decider.PERSON, "Yes.\n", answered, false);
    }

    static Answered answered(String messageId, String inReplyTo, List<String> references) {
        return new Answered(messageId, inReplyTo, references, DANA, "Renewal");
    }

    private static Reply reply(Answered answered) {
        return Reply.compose(context(answered), NOW);
    }

    static Reply aReply() {
        return reply(answered("m1@acme.example", null, List.of()));
    }

    private static MimeMessage sent(Reply reply) throws Exception {
        var session = Session.getInstance(new Properties());
        var bytes = new ByteArrayOutputStream();
        MimeReply.of(reply, session).writeTo(bytes);
        return new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void itGoesFromTheOwnerToTheSenderInItsThread() throws Exception {
        var mail = sent(reply(answered("m2@acme.example", "m1@acme.example", List.of("m0@a", "m1@acme.example"))));

        assertThat(mail.getHeader("From", null)).isEqualTo("Sam Owner <sam@owner.example>");
        assertThat(mail.getHeader("To", null)).isEqualTo("Dana Reyes <dana@acme.example>");
        assertThat(mail.getSubject()).isEqualTo("Re: Renewal");
        assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo("<m2@acme.example>");
        assertThat(MimeMessageText.unfolded(mail, "References"))
                .isEqualTo("<m0@a> <m1@acme.example> <m2@acme.example>");
        assertThat(mail.getMessageID()).isEqualTo("<" + ACTION + "@owner.example>");
        assertThat(mail.getContent()).isEqualTo("Yes.");
        assertThat(mail.getHeader("Date", null)).isNotNull();
        assertThat(mail.getHeader("Auto-Submitted", null)).isNull();
    }

    @Test
    void whereNoPersonDecidedItSaysSo() throws Exception {
        var decided = new ReplyContext(
                ACTION, UUID.randomUUID(), OWNER, Decider.AGENT, "Yes.", answered("m1@a", null, List.of()), false);

        assertThat(sent(Reply.compose(decided, NOW)).getHeader("Auto-Submitted", null))
                .isEqualTo("auto-replied");
    }

    @Test
    void withoutReferencesTheParentsInReplyToTakesTheirPlace() {
        assertThat(reply(answered("m2@a", "m1@a", List.of())).references()).containsExactly("m1@a", "m2@a");
    }

    @Test
    void aMessageWithoutAnIdIsAnsweredWithoutInReplyTo() {
        var none = reply(answered(null, null, List.of()));
        var madeUp = reply(answered("0123@sha256.invalid", null, List.of("m0@a")));

        assertThat(none.inReplyTo()).isNull();
        assertThat(none.references()).isEmpty();
        assertThat(madeUp.inReplyTo()).isNull();
        assertThat(madeUp.references()).containsExactly("m0@a");
    }

    @Test
    void ofAThreadWithoutEndTheBeginningAndTheNearestAreReferredTo() throws Exception {
        var references = IntStream.range(0, 256)
                .mapToObj(i -> "x".repeat(200) + i + "@a")
                .toList();

        var reply = reply(answered("last@a", null, references));

        assertThat(reply.references())
                .hasSize(Reply.MAX_REFERENCES)
                .startsWith(references.get(0))
                .endsWith(references.get(255), "last@a");
        var bytes = new ByteArrayOutputStream();
        MimeReply.of(reply, Session.getInstance(new Properties())).writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 998);
    }

    @ParameterizedTest
    @CsvSource({
        "Renewal, Re: Renewal",
        "Re: Renewal, Re: Renewal",
        "RE : Renewal, RE : Renewal",
        "'', Re:",
        "AW: Angebot, Re: AW: Angebot",
        "Report, Re: Report"
    })
    void theSubjectIsMarkedOnce(String subject, String expected) {
        var answered = new Answered("m1@a", null, List.of(), DANA, subject);

        assertThat(reply(answered).subject()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello\r\nBcc: evil@x.example",
                "Hello\nBcc: evil@x.example",
                "Hello\r\n\r\n<html>",
                "Hello\u2028Bcc: e@x"
            })
    void nothingInANameOrSubjectBecomesAHeaderField(String hostile) throws Exception {
        var answered = new Answered(
                "m1@a>\r\nBcc: e", null, List.of("x\r\nBcc: e"), new Participant(DANA.email(), hostile), hostile);

        var mail = sent(reply(answered));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getHeader("In-Reply-To")).isNull();
        assertThat(mail.getContent()).isEqualTo("Yes.");
    }

    @Test
    void whatIsNotAsciiArrivesAsItWas() throws Exception {
        var dana = new Participant(DANA.email(), "Дана \"D\" Рейес, 東京");
        var context = new ReplyContext(
                ACTION,
                UUID.randomUUID(),
                new Participant("sam@bücher.example", "Søren Ø"),
                Decider.PERSON,
                "Žluťoučký kůň\n.\n..two dots\n" + "long ".repeat(400),
                new Answered(
                        "m1@a",
                        null,
                        List.of(),
                        dana,
                        "Übergröße – 見積もり ".repeat(10).strip()),
                false);
        var composed = Reply.compose(context, NOW);

        assertThat(composed.messageId()).isEqualTo(ACTION + "@xn--bcher-kva.example");

        var ascii = Reply.compose(
                new ReplyContext(
                        ACTION,
                        context.conversationId(),
                        OWNER,
                        Decider.PERSON,
                        context.text(),
                        context.answered(),
                        false),
                NOW);
        var mail = sent(ascii);
        assertThat(((jakarta.mail.internet.InternetAddress) mail.getAllRecipients()[0]).getPersonal())
                .isEqualTo(dana.name());
        assertThat(mail.getSubject()).isEqualTo("Re: " + context.answered().subject());
        assertThat(mail.getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(context.text().stripTrailing());
    }

    @Test
    void whereNobodyCanBeAnsweredThePersonIsTold() {
        assertThatThrownBy(() -> reply(null))
                .isInstanceOf(Reply.Unanswerable.class)
                .hasMessageContaining("no message");
        assertThatThrownBy(() -> reply(new Answered("m1@a", null, List.of(), new Participant("", ""), "Hi")))
                .isInstanceOf(Reply.Unanswerable.class)
                .hasMessageContaining("no sender");
    }

    private static final class MimeMessageText {
        static String unfolded(MimeMessage mail, String field) throws Exception {
            return mail.getHeader(field, null).replaceAll("\\s+", " ");
        }
    }
}
