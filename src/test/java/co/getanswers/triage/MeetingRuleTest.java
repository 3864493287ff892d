package co.getanswers.triage;

import static co.getanswers.triage.MailFixture.proposalFor;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.AutonomyLevel;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meetings as of Tuesday, 24 November 2026. */
class MeetingRuleTest {
    private static final String KNOWN =
            "From: Anna Meier <anna@lakeside.example>\nSubject: Visit\nSent: yes\nAnswered: yes\nReceived: 5\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The meeting is on 3 December at 10.            | 2026-12-02",
                "The meeting is on Monday at 10.                | 2026-11-29",
                "Der Termin ist am 3.12.2026 um 10 Uhr.         | 2026-12-02",
                "La réunion est le 3 décembre à 10 h.           | 2026-12-02",
                "Las reuniones son el 3 de diciembre.           | 2026-12-02",
                "La riunione è il 3 dicembre alle 10.           | 2026-12-02",
                "De vergadering is op 3 december om 10 uur.     | 2026-12-02",
                "A reunião é dia 3 de dezembro, às 10 horas.    | 2026-12-02"
            })
    void aMeetingComesBackBeforeItsDay(String text, String day) {
        var proposal = proposalFor(KNOWN + "\n" + text);

        assertThat(proposal.actionType()).isEqualTo(ActionType.SCHEDULE);
        assertThat(proposal.dueAt()).isEqualTo(Instant.parse(day + "T00:00:00Z"));
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, proposal).runs()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The meeting is tomorrow at 10.",
                "The meeting is at 10 o'clock.",
                "Can we have the meeting on 3 December?",
                "Der Termin ist heute um 10 Uhr."
            })
    void aMeetingThatIsNearOrWithoutADayOrAskedForIsReviewed(String text) {
        var proposal = proposalFor(KNOWN + "Policy: {\"then\":[{\"effect\":\"allow_auto\"}]}\n\n" + text);

        assertThat(proposal.actionType()).isEqualTo(ActionType.SCHEDULE);
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, proposal).runs()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I cannot make the meeting on 3 December.",
                "The meeting on Monday is cancelled.",
                "We moved the meeting to 3 December.",
                "The meeting is postponed until Friday.",
                "The meeting on 3 December is off.",
                "The meeting was on 20 November.",
                "The meeting on 20.11.2026 went well.",
                "Der Termin am Montag fällt aus.",
                "Leider kann ich den Termin am 3.12. nicht wahrnehmen.",
                "Der Termin am Freitag wird verschoben.",
                "La réunion de lundi est annulée.",
                "La réunion est reportée à vendredi.",
                "Je ne peux pas venir au rendez-vous de mardi.",
                "Las reuniones del lunes se cancelan.",
                "No puedo asistir a la cita del martes.",
                "La riunione di lunedì è rinviata.",
                "Non posso venire all'appuntamento di venerdì.",
                "De vergadering van maandag gaat niet door.",
                "De afspraak van dinsdag is verzet.",
                "A reunião de segunda-feira foi cancelada.",
                "Não posso ir à reunião de amanhã."
            })
    void aMeetingThatIsCalledOffMovedOrOverIsNotScheduled(String text) {
        var proposal = proposalFor(KNOWN + "\n" + text);

        assertThat(proposal.actionType()).as(text).isNotEqualTo(ActionType.SCHEDULE);
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, proposal).runs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST 2026-12-03,           SCHEDULE, true",
        "REQUEST 2026-12-03 changed,   SCHEDULE, false",
        "REQUEST 2026-11-25,           SCHEDULE, false",
        "REQUEST,                      SCHEDULE, false",
        "REQUEST 2026-11-03,           TRIAGE,   false",
        "REQUEST 2026-11-03 repeats,   SCHEDULE, false",
        "REQUEST 2026-12-03 cancelled, TRIAGE,   false",
        "CANCEL 2026-12-03 cancelled,  TRIAGE,   false",
        "CANCEL 2026-12-03,            TRIAGE,   false",
        "REPLY 2026-12-03,             FILE,     true",
        "REPLY 2026-12-03 DECLINED,    FILE,     false",
        "COUNTER 2026-12-03,           FILE,     false",
        "DECLINECOUNTER 2026-12-03,    FILE,     false",
        "REFRESH,                      TRIAGE,   false",
        "PUBLISH 2026-12-03,           SCHEDULE, false",
        "NONSENSE 2026-12-03,          SCHEDULE, false"
    })
    void theMethodOfACalendarObjectDecides(String event, ActionType type, boolean runs) {
        var proposal = proposalFor(KNOWN + "Event: " + event + "\n\nVisit");

        assertThat(proposal.actionType()).isEqualTo(type);
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, proposal).runs()).isEqualTo(runs);
    }

    @Test
    void contradictingObjectsAreReviewed() {
        var proposal = proposalFor(KNOWN + "Event: REQUEST 2026-12-03\nEvent: REPLY 2026-12-03\n\nVisit");

        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, proposal).runs()).isFalse();
    }

    @Test
    void anEventFromAProgramIsReviewedAndOneFromAListFiled() {
        var event = "Event: REQUEST 2026-12-03\n\nVisit";
        var program = proposalFor(KNOWN + "Automated: autoSubmitted\n" + event);
        var list = proposalFor(KNOWN + "Automated: mailingList\n" + event);

        assertThat(program.actionType()).isEqualTo(ActionType.SCHEDULE);
        assertThat(program.review()).isTrue();
        assertThat(list.actionType()).isEqualTo(ActionType.FILE);
    }
}
