package co.getanswers.triage;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recognises the lines with which devices and programs name themselves below a text. */
final class DeviceLines {
    private static final int LONGEST = 120;
    private static final Pattern LINK = Pattern.compile("<?https?://\\S*|[\\[\\]()<>]");

    private final Set<String> phrases;
    private final Set<String> beginnings;
    private final Set<String> names;
    private final Set<String> words;

    DeviceLines(LanguageFile file) {
        phrases = Quotations.entries(file, "device");
        beginnings = phrases.stream().map(phrase -> phrase.split(" ")[0]).collect(Collectors.toSet());
        names = Quotations.entries(file, "device.name");
        words = Quotations.entries(file, "device.word");
    }

    /** Tells whether a line only names the device or program that the mail was written with. */
    boolean matches(String line) {
        if (line.isEmpty() || line.length() > LONGEST || !beginnings.contains(firstWord(line))) {
            return false;
        }
        var all = Words.of(LINK.matcher(line).replaceAll(" ")).list();
        for (var count = Math.min(4, all.size() - 1); count > 1; count--) {
            var rest = all.subList(count, all.size());
            if (phrases.contains(String.join(" ", all.subList(0, count)))) {
                return all.stream().anyMatch(names::contains) && rest.stream().allMatch(this::isPart);
            }
        }
        return false;
    }

    private boolean isPart(String word) {
        return names.contains(word)
                || words.contains(word)
                || word.length() < 6 && word.chars().anyMatch(Character::isDigit);
    }

    private static String firstWord(String line) {
        var start = 0;
        while (start < line.length() && !Character.isLetter(line.charAt(start))) {
            start++;
        }
        var end = start;
        while (end < line.length() && Character.isLetter(line.charAt(end))) {
            end++;
        }
        return line.substring(start, end)
                .toLowerCase(Locale.ROOT)
                .replace('é', 'e')
                .replace('ł', 'l');
    }
}
