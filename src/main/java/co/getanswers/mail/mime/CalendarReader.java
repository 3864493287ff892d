package co.getanswers.mail.mime;

import co.getanswers.mail.CalendarObject;
import co.getanswers.mail.CleanText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of a calendar object that say what a message is about (RFC 5545). It takes the place of a
 * calendar library, because all else in the object is left to the calendar that the person uses.
 */
final class CalendarReader {
    /** In UTF-16 code units; the time zones of an invitation take a few thousand. */
    static final int MAX_LENGTH = 256 * 1024;

    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");
    private static final Pattern DAY = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T\\d{6}Z?)?");
    private static final Pattern PARTICIPATION = Pattern.compile("(?i);PARTSTAT=\"?([A-Z-]{1,40})");

    private final Deque<String> components = new ArrayDeque<>();
    private boolean isCalendar;
    private int events;
    private String method = "";
    private String summary = "";
    private String answer = "";
    private @Nullable LocalDate firstDay;
    private @Nullable LocalDate lastDay;
    private boolean repeats;
    private int cancelled;
    private boolean changed;

    private CalendarReader() {}

    /**
     * @param declaredMethod the method that the part's Content-Type declares
     * @return empty if the text holds no calendar, or a calendar without an event
     */
    static Optional<CalendarObject> read(String text, @Nullable String declaredMethod) {
        var reader = new CalendarReader();
        FOLD.matcher(CleanText.cut(text, MAX_LENGTH)).replaceAll("").lines().forEach(reader::line);
        if (!reader.isCalendar || reader.events == 0 && reader.method.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(reader.object(declaredMethod == null ? "" : upper(declaredMethod)));
    }

    /** Two methods that contradict each other are as good as none. */
    private CalendarObject object(String declared) {
        var told = method.isEmpty() ? declared : method;
        return new CalendarObject(
                declared.isEmpty() || declared.equals(told) ? told : "",
                summary,
                firstDay,
                lastDay,
                repeats,
                events > 0 && cancelled == events,
                changed,
                answer);
    }

    private void line(String line) {
        var colon = valueAt(line);
        if (colon < 0) {
            return;
        }
        var name = upper(line.substring(0, colon).split(";", 2)[0]);
        var value = line.substring(colon + 1).strip();
        switch (name) {
            case "BEGIN" -> begin(upper(value));
            case "END" -> components.poll();
            default -> property(name, line.substring(0, colon), value);
        }
    }

    private void begin(String component) {
        components.push(component);
        isCalendar |= component.equals("VCALENDAR");
        events += component.equals("VEVENT") ? 1 : 0;
    }

    private void property(String name, String withParameters, String value) {
        var component = components.isEmpty() ? "" : components.element();
        if (component.equals("VCALENDAR") && name.equals("METHOD")) {
            method = upper(value);
        }
        if (!component.equals("VEVENT")) {
            return;
        }
        switch (name) {
            case "SUMMARY" -> summary = summary.isEmpty() ? unescaped(value) : summary;
            case "DTSTART" -> addDay(value);
            case "RRULE", "RDATE" -> repeats = true;
            case "STATUS" -> cancelled += upper(value).equals("CANCELLED") ? 1 : 0;
            case "SEQUENCE" -> changed |= !value.matches("0*");
            case "ATTENDEE" -> addAnswer(withParameters);
            default -> {}
        }
    }

    private void addDay(String value) {
        var found = DAY.matcher(value);
        if (!found.matches()) {
            return;
        }
        try {
            var day = LocalDate.of(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3)));
            firstDay = firstDay == null || day.isBefore(firstDay) ? day : firstDay;
            lastDay = lastDay == null || day.isAfter(lastDay) ? day : lastDay;
        } catch (DateTimeException noSuchDay) {
            // The event has a day that no calendar has: none is known.
        }
    }

    private void addAnswer(String withParameters) {
        var found = PARTICIPATION.matcher(withParameters);
        answer = answer.isEmpty() && found.find() ? upper(found.group(1)) : answer;
    }

    /** The first colon outside of quotation marks. */
    private static int valueAt(String line) {
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String unescaped(String text) {
        return CleanText.line(text.replace("\\n", " ").replace("\\N", " ").replaceAll("\\\\([,;\\\\])", "$1"), 255);
    }

    private static String upper(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
