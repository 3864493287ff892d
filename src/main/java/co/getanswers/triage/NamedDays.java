package co.getanswers.triage;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the days that a text names: by date, by the name of a day or month, or as seen from the day of writing. Where a
 * name can be read in two ways, both days are found: the caller takes the earlier.
 */
final class NamedDays {
    private static final Pattern ISO = Pattern.compile("(?<![\\d-])(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");
    private static final Pattern NUMERIC = Pattern.compile(
            "(?<![\\d./-])(\\d{1,2})([./-])(\\d{1,2})(?:\\2 ?(\\d{4}|\\d{2})(?!\\d)|(\\.)(?!\\d)|(?![\\d./:-]))");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|er|e|o|a)?");

    private static final Pattern YEAR = Pattern.compile("20\\d{2}");

    /** Words between the number of a day, its month and its year. */
    private static final Pattern OF = Pattern.compile("of|de|del|di|den|the|do");

    /** A date without a year lies this far back at most; further back, next year is meant. */
    private static final int MONTHS_BACK = 3;

    private final LocalDate written;
    private final TreeSet<LocalDate> found = new TreeSet<>();

    private NamedDays(LocalDate written) {
        this.written = written;
    }

    /** @return the days, the earliest first */
    static List<LocalDate> in(String text, LocalDate written) {
        var days = new NamedDays(written);
        Digits.forEach(ISO, text, date -> days.add(number(date, 1), number(date, 2), number(date, 3)));
        Digits.forEach(NUMERIC, text, days::addNumeric);
        days.addNames(Words.of(text).list());
        return List.copyOf(days.found);
    }

    /** Day and month, or month and day, as Americans write it with strokes. */
    private void addNumeric(MatchResult date) {
        var separator = date.group(2);
        var year = date.group(4);
        // 10.30 is a time and 3-4 a range; 3.12. and 3/12 are dates.
        if (year == null && (separator.equals("-") || separator.equals(".") && date.group(5) == null)) {
            return;
        }
        var years = year == null ? null : (Integer) (year.length() == 2 ? 2000 + number(date, 4) : number(date, 4));
        add(years, number(date, 3), number(date, 1));
        if (!separator.equals(".")) {
            add(years, number(date, 1), number(date, 3));
        }
    }

    private void addNames(List<String> words) {
        var lexicon = Lexicons.get().days();
        for (var at = 0; at < words.size(); at++) {
            var month = lexicon.months().get(words.get(at));
            if (month != null) {
                addMonth(words, at, month);
            }
            var name = "";
            for (var end = at; end < Math.min(words.size(), at + DayLexicon.MAX_WORDS); end++) {
                name = name.isEmpty() ? words.get(end) : name + " " + words.get(end);
                var day = lexicon.days().get(name);
                if (day != null) {
                    add(day);
                }
            }
        }
    }

    private void addMonth(List<String> words, int at, int month) {
        var next = skipped(words, at + 1, 1);
        var before = skipped(words, at - 1, -1);
        var day = numberAt(words, before);
        if (day != null) {
            add(year(words, next), month, day);
        } else if ((day = numberAt(words, next)) != null) {
            add(year(words, skipped(words, next + 1, 1)), month, day);
        }
    }

    private static int skipped(List<String> words, int at, int step) {
        return at >= 0 && at < words.size() && OF.matcher(words.get(at)).matches() ? at + step : at;
    }

    private static @Nullable Integer numberAt(List<String> words, int at) {
        var number = NUMBER.matcher(at >= 0 && at < words.size() ? words.get(at) : "");
        return number.matches() ? Integer.valueOf(number.group(1)) : null;
    }

    private static @Nullable Integer year(List<String> words, int at) {
        return at >= 0 && at < words.size() && YEAR.matcher(words.get(at)).matches()
                ? Integer.valueOf(words.get(at))
                : null;
    }

    private void add(DayLexicon.Day day) {
        if (day.weekday() != null) {
            found.add(written.with(TemporalAdjusters.next(day.weekday())));
        } else if (day.period() != null) {
            found.add(
                    switch (day.period()) {
                        case WEEK -> written.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                        case MONTH -> written.with(TemporalAdjusters.firstDayOfNextMonth());
                    });
        } else {
            found.add(written.plusDays(day.after()));
        }
    }

    private void add(@Nullable Integer year, int month, int day) {
        if (year != null) {
            valid(year, month, day).forEach(found::add);
        } else {
            Stream.of(written.getYear(), written.getYear() + 1)
                    .flatMap(any -> valid(any, month, day))
                    .filter(date -> !date.isBefore(written.minusMonths(MONTHS_BACK)))
                    .findFirst()
                    .ifPresent(found::add);
        }
    }

    private static Stream<LocalDate> valid(int year, int month, int day) {
        try {
            return Stream.of(LocalDate.of(year, month, day));
        } catch (DateTimeException noSuchDay) {
            return Stream.empty();
        }
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
