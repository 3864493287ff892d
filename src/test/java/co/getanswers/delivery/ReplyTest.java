package co.getanswers.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.account.MessageIdDomain;
import co.getanswers.action.Decider;
import co.getanswers.delivery.ReplyContext.Answered;
import co.getanswers.mail.AddressFields;
import co.getanswers.mail.Participant;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
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
        return context(OWNER, Decider.PERSON, "Yes.\n", answered);
    }

    static ReplyContext context(Participant owner, Decider decider, String text, Answered answered) {
        return new ReplyContext(
                ACTION,
                UUID.randomUUID(),
                owner,
                Set.of(owner.email()),
                decider,
                text,
                false,
                null,
                answered,
                false,
                null,
                NOW);
    }

    static Answered answered(String messageId, String inReplyTo, List<String> references) {
        return answered(messageId, inReplyTo, references, DANA, "Renewal", AddressFields.NONE);
    }

    private static Answered answered(
            String messageId,
            String inReplyTo,
            List<String> references,
            Participant sender,
            String subject,
            AddressFields addresses) {
        return new Answered(
                messageId, inReplyTo, references, sender, addresses, false, subject, "Shall we?\n\n> Once", NOW);
    }

    private static Answered from(Participant sender, String subject) {
        return answered("m1@a", null, List.of(), sender, subject, AddressFields.NONE);
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
        assertThat(mail.getContent()).asString().startsWith("Yes.\r\n\r\nOn ");
        assertThat(mail.getHeader("Date", null)).isNotNull();
        assertThat(mail.getHeader("Auto-Submitted", null)).isNull();
    }

    @Test
    void whereNoPersonDecidedItSaysSo() throws Exception {
        var decided = context(OWNER, Decider.AGENT, "Yes.", answered("m1@a", null, List.of()));

        var mail = sent(Reply.compose(decided, NOW));

        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(mail.getContent()).isEqualTo("Yes.");
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
        assertThat(reply(from(DANA, subject)).subject()).isEqualTo(expected);
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
        var answered = answered(
                "m1@a>\r\nBcc: e",
                null,
                List.of("x\r\nBcc: e"),
                new Participant(DANA.email(), hostile),
                hostile,
                AddressFields.NONE);

        var mail = sent(reply(answered));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getHeader("In-Reply-To")).isNull();
        assertThat(mail.getContent()).asString().startsWith("Yes.");
    }

    @Test
    void whatIsNotAsciiArrivesAsItWas() throws Exception {
        var dana = new Participant(DANA.email(), "Дана \"D\" Рейес, 東京");
        var text = "Žluťoučký kůň\n.\n..two dots\n" + "long ".repeat(400);
        var answered = from(dana, "Übergröße – 見積もり ".repeat(10).strip());
        var composed = Reply.compose(
                context(new Participant("sam@bücher.example", "Søren Ø"), Decider.AGENT, text, answered), NOW);

        assertThat(composed.messageId()).isEqualTo(ACTION + "@xn--bcher-kva.example");
        assertThat(sent(composed).getFrom()[0].toString()).endsWith("<sam@xn--bcher-kva.example>");
        var mail = sent(composed);
        assertThat(((jakarta.mail.internet.InternetAddress) mail.getAllRecipients()[0]).getPersonal())
                .isEqualTo(dana.name());
        assertThat(mail.getSubject()).isEqualTo("Re: " + answered.subject());
        assertThat(mail.getContent().toString().replace("\r\n", "\n")).isEqualTo(text.stripTrailing());
    }

    @Test
    void whereNobodyCanBeAnsweredThePersonIsTold() {
        assertThatThrownBy(() -> reply(null))
                .isInstanceOf(Reply.Unanswerable.class)
                .hasMessageContaining("no message");
        assertThatThrownBy(() -> reply(from(new Participant("", ""), "Hi")))
                .isInstanceOf(Reply.Unanswerable.class)
                .hasMessageContaining("no sender");
        assertThatThrownBy(() -> reply(from(OWNER, "Hi")))
                .isInstanceOf(Reply.Unanswerable.class)
                .hasMessageContaining("nobody but you");
    }

    @Test
    void allAddressesOfReplyToAreAnswered() throws Exception {
        var addresses = new AddressFields(
                List.of(OWNER),
                List.of(new Participant("jo@partner.example", "Jo")),
                List.of(new Participant("desk@acme.example", ""), new Participant("\"john doe\"@acme.example", "John")),
                List.of(),
                null);
        var answered = answered("m1@a", null, List.of(), DANA, "Renewal", addresses);

        var one = sent(reply(answered));
        var all = sent(Reply.compose(context(answered).approved(true), NOW));

        assertThat(one.getHeader("To", null)).isEqualTo("desk@acme.example, John <\"john doe\"@acme.example>");
        assertThat(one.getHeader("Cc")).isNull();
        assertThat(all.getHeader("To", null)).isEqualTo(one.getHeader("To", null));
        assertThat(all.getHeader("Cc", null)).isEqualTo("Jo <jo@partner.example>");
    }

    @Test
    void anAddressWithDotsThatOnlyQuotationMarksAllowIsWrittenWithThem() throws Exception {
        var mail = sent(reply(from(new Participant("john..doe.@mobile.example", ""), "Hi")));

        assertThat(mail.getHeader("To", null)).isEqualTo("<\"john..doe.\"@mobile.example>");
    }

    @Test
    void aPersonsReplyQuotesTheMessage() throws Exception {
        assertThat(sent(aReply()).getContent().toString().lines())
                .containsExactly(
                        "Yes.",
                        "",
                        "On Fri, 20 Nov 2026 at 10:00 UTC, Dana Reyes wrote:",
                        "> Shall we?",
                        "> ",
                        ">> Once");
    }

    @Test
    void aLongMessageIsQuotedUpToTheEndOfALine() {
        var text = ("x".repeat(99) + "\n").repeat(300);
        var answered = new Answered("m1@a", null, List.of(), DANA, AddressFields.NONE, false, "Hi", text, NOW);

        var quotation = Quotation.of(answered);

        assertThat(quotation).endsWith("> " + "x".repeat(99) + "\n> […]");
        assertThat(quotation.lines()).hasSize(1 + Quotation.MAX_LENGTH / 100 + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "sam@owner.example, owner.example",
        "sam@localhost, getanswers.invalid",
        "sam@under_score.example, getanswers.invalid",
        "sam@-owner.example, getanswers.invalid",
        "sam@192.0.2.1, getanswers.invalid",
        "sam@[192.0.2.1], getanswers.invalid",
        "sam, getanswers.invalid"
    })
    void theMessageIdHasADomainThatOneMayHave(String owner, String domain) {
        assertThat(MessageIdDomain.of(owner)).isEqualTo(domain);
    }

    private static final class MimeMessageText {
        static String unfolded(MimeMessage mail, String field) throws Exception {
            return mail.getHeader(field, null).replaceAll("\\s+", " ");
        }
    }
}
