package co.getanswers.triage;

import static co.getanswers.triage.MailFixture.proposalFor;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.AutonomyLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that do not say what they are, and people who look like programs. */
class AutomationRuleTest {
    private static final String KNOWN = "From: Anna <anna@lakeside.example>\nSent: yes\nAnswered: yes\nReceived: 5\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Automatic reply: Floor plan               | Thank you for your message. I am back on Monday.",
                "Auto: Automatic reply                     | This is an automatic reply.",
                "Out of Office: Re: Floor plan             | Thanks for your mail! I am away until Monday.",
                "[EXTERNAL] Automatic reply: Floor plan    | Thank you.",
                "Out of the office                         | I will read your mail on Monday.",
                "Autoreply: Floor plan                     | Thanks!",
                "Abwesenheitsnotiz: Grundriss              | Vielen Dank für Ihre Nachricht. Ich bin bis Montag nicht im Büro.",
                "Automatische Antwort: Grundriss           | Danke!",
                "Nicht im Büro: Grundriss                  | Ab Montag bin ich wieder da.",
                "Réponse automatique : Plan                | Merci pour votre message. Je suis absente jusqu'à lundi.",
                "Absence : Plan                            | Je suis en congé.",
                "Respuesta automática: Plano               | Gracias por su mensaje.",
                "Fuera de la oficina                       | Gracias por su mensaje. Estaré fuera hasta el lunes.",
                "Risposta automatica: Pianta               | Grazie per il messaggio.",
                "Fuori ufficio: Pianta                     | Sono assente fino a lunedì.",
                "Automatisch antwoord: Plattegrond         | Bedankt voor uw bericht.",
                "Afwezig: Plattegrond                      | Ik ben maandag weer bereikbaar.",
                "Resposta automática: Planta               | Obrigado pela sua mensagem.",
                "Ausência temporária: Planta               | Estou de férias.",
                "[Ticket#2026112410] Broken table          | Thank you. Your request has been received and will be answered.",
                "Your request (4711) has been received     | Thank you for contacting us.",
                "[#4711] Ihre Anfrage wurde empfangen      | Vielen Dank. Wir melden uns.",
                "Ticket 4711: Tisch                        | Ihre Anfrage ist bei uns eingegangen.",
                "Votre demande 4711                        | Merci, nous avons bien reçu votre demande.",
                "Solicitud 4711                            | Gracias. Hemos recibido su solicitud.",
                "Richiesta 4711                            | Grazie, abbiamo ricevuto la sua richiesta.",
                "Uw aanvraag 4711                          | Bedankt, wij hebben uw aanvraag ontvangen.",
                "Pedido 4711                               | Obrigado, recebemos o seu pedido.",
                "Floor plan                                | This is an automatically generated email. Thank you.",
                "Grundriss                                 | Diese Nachricht wurde automatisch erzeugt.",
                "Plan                                      | Ceci est un message automatique, merci de ne pas y répondre.",
                "Plano                                     | Este es un mensaje automático.",
                "Pianta                                    | Questo è un messaggio automatico.",
                "Plattegrond                               | Dit is een automatisch gegenereerd bericht.",
                "Planta                                    | Esta é uma mensagem automática."
            })
    void programsAreRecognisedByWhatTheySay(String subject, String text) {
        var proposal = proposalFor(KNOWN + "Subject: " + subject + "\n\n" + text);

        assertThat(proposal.actionType()).as(subject).isEqualTo(ActionType.FILE);
        assertThat(proposal.rationale().signals())
                .extracting(Rationale.Signal::name)
                .contains(Rationale.MUST_NOT_BE_ANSWERED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Re: Floor plan       | Thank you for your message. I am away until Monday and read it then.",
                "AW: Grundriss        | Danke für Ihre Mail. Ich bin bis Montag im Urlaub.",
                "Re: Plan             | Merci pour votre message, je suis en vacances jusqu'à lundi.",
                "Out of office: Plan  | I am away from Monday on. Can you water the flowers?",
                "Ticket 4711: Table   | Could you send us a photo of the table?",
                "Re: Automatic reply: Floor plan | Please call me when you are back.",
                "Out of office next week | I am on holiday next week, please take over."
            })
    void whatPeopleMayHaveWrittenIsForAPerson(String subject, String text) {
        var proposal = proposalFor(KNOWN + "Subject: " + subject + "\n\n" + text);

        assertThat(proposal.actionType()).as(subject).isIn(ActionType.TRIAGE, ActionType.DRAFT);
    }

    @ParameterizedTest
    @CsvSource({
        "support.northwind.example, DRAFT",
        "northwind.example,         DRAFT",
        "news.lakeside.example,     FILE",
        "'',                        FILE"
    })
    void aListOfTheOwnersDomainIsAGroupAlias(String list, ActionType type) {
        var proposal = proposalFor("From: Carla <carla@lakeside.example>\nAutomated: mailingList\nList: " + list
                + "\n\nThe table is too low. Can you send another one?");

        assertThat(proposal.actionType()).isEqualTo(type);
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, proposal).runs()).isEqualTo(type == ActionType.FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bulk", "noReply", "autoSubmitted"})
    void aNewsletterOfTheOwnersDomainIsStillFiled(String mark) {
        var proposal = proposalFor("From: News <news@northwind.example>\nAutomated: mailingList " + mark
                + "\nList: news.northwind.example\n\nWhat do you think?");

        assertThat(proposal.actionType()).isEqualTo(ActionType.FILE);
    }

    @Test
    void thanksThroughAGroupAliasAreNotAnsweredAutomatically() {
        var proposal = proposalFor(
                KNOWN + "Automated: mailingList\nList: support.northwind.example\nSubject: Re: Plan\n\nThanks!");

        assertThat(proposal.actionType()).isEqualTo(ActionType.FILE);
        assertThat(proposal.clearance().given()).isFalse();
    }

    @Test
    void aQuestionThatOnlyAsksForNoAutomaticAnswerIsAQuestion() {
        var proposal = proposalFor(KNOWN + "Automated: suppressed\n\nCan you bring the key?");

        assertThat(proposal.actionType()).isEqualTo(ActionType.DRAFT);
    }

    @Test
    void theOwnersFailedMailIsBroughtToTheOwner() {
        var bounce =
                "From: <mailer-daemon@mx.example>\nAutomated: bounce autoSubmitted\nFailed: %s\nAnswered: %s\n\nSorry.";
        var failed = proposalFor(bounce.formatted("FAILED", "yes"));

        assertThat(failed.actionType()).isEqualTo(ActionType.TRIAGE);
        assertThat(failed.review()).isTrue();
        assertThat(failed.rationale().signals())
                .extracting(Rationale.Signal::name)
                .contains("delivery_failed", Rationale.MUST_NOT_BE_ANSWERED);
        assertThat(proposalFor(bounce.formatted("UNTOLD", "yes")).actionType()).isEqualTo(ActionType.TRIAGE);
        assertThat(proposalFor(bounce.formatted("OTHER", "yes")).actionType()).isEqualTo(ActionType.FILE);
        assertThat(proposalFor(bounce.formatted("FAILED", "no")).actionType()).isEqualTo(ActionType.FILE);
    }
}
