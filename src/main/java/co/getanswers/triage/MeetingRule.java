package co.getanswers.triage;

import co.getanswers.mail.CalendarObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about invitations (RFC 5546), and about meetings that the text names.
 *
 * @param type absent if the message is about no meeting
 * @param weight absent if the type is
 * @param dueAt the time at which a scheduled matter has to come back; absent if no day is known
 * @param certain false if a person must look at it
 */
record MeetingRule(
        @Nullable ActionType type,
        @Nullable Weight weight,
        String detail,
        @Nullable Instant dueAt,
        boolean certain) {
    /** The time before the named day, in UTC; in the earliest time zone a day begins 14 hours earlier. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final MeetingRule NONE = new MeetingRule(null, null, "", null, false);

    static MeetingRule decide(TriageInput input, MessageText message) {
        var methods = input.mail().calendars().stream()
                .map(CalendarObject::method)
                .filter(method -> !method.isEmpty())
                .distinct()
                .toList();
        if (!input.mail().calendars().isEmpty()) {
            return ofCalendar(input, message, methods.size() == 1 ? methods.get(0) : "");
        }
        if (input.mail().attachments().stream()
                .anyMatch(one -> one.name().toLowerCase(Locale.ROOT).endsWith(".ics"))) {
            return new MeetingRule(ActionType.SCHEDULE, Weight.INVITATION, "An invitation is attached.", null, false);
        }
        return ofText(input, message);
    }

    private static MeetingRule ofCalendar(TriageInput input, MessageText message, String method) {
        var calendars = input.mail().calendars();
        var cancelled = calendars.stream().allMatch(CalendarObject::cancelled);
        var answers = calendars.stream().map(CalendarObject::answer).distinct().toList();
        if (method.equals("CANCEL") || cancelled) {
            return calledOff("The event is cancelled.");
        }
        return switch (method) {
            case "REQUEST" -> ofRequest(input, message, calendars);
            case "REPLY" ->
                new MeetingRule(
                        ActionType.FILE,
                        Weight.CALENDAR_ANSWER,
                        "It answers an invitation: " + String.join(", ", answers) + ".",
                        null,
                        answers.equals(List.of("ACCEPTED")) && message.questions() == 0);
            case "COUNTER", "DECLINECOUNTER" ->
                new MeetingRule(ActionType.FILE, Weight.CALENDAR_ANSWER, "It proposes another time.", null, false);
            case "REFRESH" ->
                new MeetingRule(
                        ActionType.TRIAGE, Weight.UNCLEAR, "It asks for an event's latest version.", null, false);
            default -> {
                var due = due(days(calendars, input).filter(day -> !day.isBefore(today(input))));
                yield new MeetingRule(ActionType.SCHEDULE, Weight.INVITATION, "An event is attached.", due, false);
            }
        };
    }

    private static MeetingRule ofRequest(TriageInput input, MessageText message, List<CalendarObject> calendars) {
        var repeats = calendars.stream().anyMatch(CalendarObject::repeats);
        var last = calendars.stream()
                .map(CalendarObject::lastDay)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo);
        if (!repeats && last.isPresent() && last.get().isBefore(today(input))) {
            return calledOff("The event is over.");
        }
        var due = due(days(calendars, input).filter(day -> !day.isBefore(today(input))));
        var changed = calendars.stream().anyMatch(CalendarObject::changed);
        return new MeetingRule(
                ActionType.SCHEDULE,
                Weight.INVITATION,
                changed ? "An invitation is attached that changes an earlier one." : "An invitation is attached.",
                due,
                !changed && isAhead(due, input) && message.questions() == 0);
    }

    private static Optional<LocalDate> days(List<CalendarObject> calendars, TriageInput input) {
        return calendars.stream()
                .map(CalendarObject::firstDay)
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo);
    }

    private static MeetingRule ofText(TriageInput input, MessageText message) {
        var intents = Lexicons.get().intent();
        var meeting = intents.meeting().occurIn(message.subject())
                || intents.meeting().occurIn(message.newWords());
        if (!meeting) {
            return NONE;
        }
        var days = NamedDays.in(
                input.mail().subject() + "\n" + message.newText(),
                LocalDate.ofInstant(input.mail().sentAt(), ZoneOffset.UTC));
        var time = !days.isEmpty()
                || intents.time().occurIn(message.newWords())
                || intents.time().occurIn(message.subject());
        if (!time) {
            return NONE;
        }
        if (intents.calledOff().occurIn(message.newWords())
                || intents.calledOff().occurIn(message.subject())
                || intents.reservation().occurIn(message.newWords())) {
            return calledOff("The meeting may be called off or moved.");
        }
        var coming = days.stream().filter(day -> !day.isBefore(today(input))).findFirst();
        if (!days.isEmpty() && coming.isEmpty()) {
            return calledOff("The day that it names is past.");
        }
        var due = due(coming);
        var asks = message.questions() > 0 || intents.request().occurIn(message.newWords());
        return new MeetingRule(
                ActionType.SCHEDULE,
                Weight.MEETING,
                "It is about a meeting and names a time.",
                due,
                !asks && isAhead(due, input) && !intents.matter().occurIn(message.newWords()));
    }

    private static MeetingRule calledOff(String detail) {
        return new MeetingRule(ActionType.TRIAGE, Weight.CALLED_OFF, detail, null, false);
    }

    private static @Nullable Instant due(Optional<LocalDate> day) {
        return day.map(named -> named.atStartOfDay(ZoneOffset.UTC).toInstant().minus(AHEAD))
                .orElse(null);
    }

    private static boolean isAhead(@Nullable Instant due, TriageInput input) {
        return due != null && due.isAfter(input.now());
    }

    /** The day in the time zone in which it began last, so that no day that goes on somewhere is past. */
    private static LocalDate today(TriageInput input) {
        return LocalDate.ofInstant(input.now(), ZoneOffset.ofHours(-12));
    }
}
