package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.CalendarObject;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CalendarReaderTest {
    private static final String EVENT = """
            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:19701025T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;TZID="Europe/Berlin: odd":20261203T090000
            SUMMARY:Walk through\\, then
              lunch
            SEQUENCE:0
            ATTENDEE;PARTSTAT=NEEDS-ACTION;CN="Tom: B":mailto:tom@northwind.example
            END:VEVENT
            END:VCALENDAR
            """;

    @Test
    void readsTheEventAndNotItsTimeZone() {
        var day = LocalDate.of(2026, 12, 3);

        assertThat(CalendarReader.read(EVENT.replace("\n", "\r\n"), "request"))
                .contains(new CalendarObject(
                        "REQUEST", "Walk through, then lunch", day, day, false, false, false, "NEEDS-ACTION"));
    }

    @Test
    void readsCancellationsChangesAndSeries() {
        var cancelled = CalendarReader.read(
                        EVENT.replace("REQUEST", "CANCEL").replace("SEQUENCE:0", "SEQUENCE:2\nSTATUS:CANCELLED"), null)
                .orElseThrow();
        assertThat(cancelled.method()).isEqualTo("CANCEL");
        assertThat(cancelled.cancelled()).isTrue();
        assertThat(cancelled.changed()).isTrue();
        assertThat(cancelled.repeats()).isFalse();

        var series = CalendarReader.read(EVENT.replace("SEQUENCE:0", "RRULE:FREQ=WEEKLY"), null)
                .orElseThrow();
        assertThat(series.repeats()).isTrue();
    }

    @Test
    void contradictingMethodsAreNone() {
        assertThat(CalendarReader.read(EVENT, "CANCEL").orElseThrow().method()).isEmpty();
        assertThat(CalendarReader.read(EVENT.replace("METHOD:REQUEST\n", ""), "reply")
                        .orElseThrow()
                        .method())
                .isEqualTo("REPLY");
    }

    @Test
    void whatIsNoCalendarIsNone() {
        assertThat(CalendarReader.read("", null)).isEmpty();
        assertThat(CalendarReader.read("BEGIN:VEVENT\nDTSTART:20261203\nEND:VEVENT", "REQUEST"))
                .isEmpty();
        assertThat(CalendarReader.read(EVENT.replace("20261203", "20261399"), null)
                        .orElseThrow()
                        .firstDay())
                .isNull();
    }

    @Test
    void aMessageTellsItsCalendars() {
        var mail = Eml.read("""
                From: a@x.example
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                See you there.
                --b
                Content-Type: text/calendar; charset=utf-8; method=REQUEST

                %s
                --b--
                """.formatted(EVENT));

        assertThat(mail.calendars())
                .singleElement()
                .extracting(CalendarObject::method)
                .isEqualTo("REQUEST");
        assertThat(mail.attachments()).hasSize(1);
    }
}
