package co.getanswers.triage;

import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of days and months in all languages.
 *
 * @param days by the words of the name, joined by spaces
 * @param months from 1 to 12, by name
 */
record DayLexicon(Map<String, Day> days, Map<String, Integer> months) {
    /** The most words of a name. */
    static final int MAX_WORDS = 4;

    /**
     * A day as a text names it, relative to the day of writing.
     *
     * @param after days later
     * @param weekday the next such day instead; absent otherwise
     */
    record Day(
            int after,
            @Nullable DayOfWeek weekday,
            @Nullable Period period) {}

    /** Spans of which the earliest day counts. */
    enum Period {
        WEEK,
        MONTH
    }

    static DayLexicon of(List<LanguageFile> files) {
        var days = new HashMap<String, Day>();
        var months = new HashMap<String, Integer>();
        for (var file : files) {
            file.section("day", line -> days.put(name(line), day(value(line))));
            file.section("month", line -> {
                for (var name : name(line).split(" ")) {
                    months.put(name, Integer.parseInt(value(line)));
                }
                return name(line);
            });
        }
        return new DayLexicon(Map.copyOf(days), Map.copyOf(months));
    }

    private static Day day(String value) {
        if (value.matches("\\d+")) {
            return new Day(Integer.parseInt(value), null, null);
        }
        for (var period : Period.values()) {
            if (value.equals(period.name())) {
                return new Day(0, null, period);
            }
        }
        return new Day(0, DayOfWeek.valueOf(value), null);
    }

    private static String name(String line) {
        var name = line.split("=", 2)[0].strip();
        if (!line.contains("=") || !String.join(" ", Words.of(name).list()).equals(name)) {
            throw new IllegalArgumentException("expected: name = value, in lower case and without accents");
        }
        return name;
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1).strip();
    }
}
