package co.getanswers.triage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Recognises the lines that mail programs write above a quotation, by {@code triage/quotations.txt}. */
final class Quotations {
    /** The most lines over which a program breaks an introduction. */
    private static final int INTRODUCTION_LINES = 3;

    private static final int LONGEST_INTRODUCTION = 400;
    private static final int LONGEST_LABEL = 24;
    private static final int BLOCK_LINES = 9;

    private static final Pattern RULE =
            Pattern.compile("[-_=*]{2,}[ \\t]*(?<words>[^-_=*].{0,80}?)[ \\t]*[-_=*]{2,}:?");
    private static final Pattern BARE_RULE = Pattern.compile("[-_=*]{5,}");
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d)|(?<!\\d)\\d{1,2}[:.h]\\d{2}(?!\\d)");
    private static final Pattern ADDRESS = Pattern.compile("<[^<>\\s]+@[^<>\\s]+>");

    private static final Pattern WITHOUT_VERB = Pattern.compile(
            "(?<!\\d)(?:19|20)\\d\\d(?!\\d).{0,40}\\d[:.]\\d{2}(?!\\d).{0,120}<[^<>\\s]+@[^<>\\s]+>\\s*[:：]$");

    private static final Pattern SENTENCE_END = Pattern.compile("[!?]\\s|\\p{L}{5,}\\.\\s+\\p{Lu}");

    /** The most words of a name and an address. */
    private static final int LONGEST_NAME = 10;

    private static volatile @Nullable Quotations loaded;

    private enum Label {
        FROM,
        SENT,
        TO,
        SUBJECT
    }

    private final Map<String, Label> labels = new HashMap<>();
    private final Set<String> rules;
    private final Set<String> forwarded;
    private final Set<String> openings;
    private final Set<String> wrote;
    private final Set<String> wroteBeforeName;
    private final List<String> wroteInside;
    private final DeviceLines deviceLines;

    private Quotations(LanguageFile file) {
        for (var label : Label.values()) {
            entries(file, label.name().toLowerCase(Locale.ROOT)).forEach(word -> labels.put(word, label));
        }
        rules = entries(file, "rule");
        forwarded = entries(file, "forwarded");
        openings = entries(file, "opening");
        wrote = entries(file, "wrote");
        wroteBeforeName = entries(file, "wrote.name");
        wroteInside = file.section("wrote.inside", line -> List.of(line.split("\\|"))).stream()
                .flatMap(List::stream)
                .toList();
        deviceLines = new DeviceLines(file);
        file.refuseUnknownSections();
    }

    static Quotations get() {
        if (loaded == null) {
            loaded = new Quotations(new LanguageFile(Language.UNKNOWN, resource()));
        }
        return loaded;
    }

    private static List<String> resource() {
        try (var in = Quotations.class.getResourceAsStream("/triage/quotations.txt")) {
            if (in == null) {
                throw new IllegalStateException("triage/quotations.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The phrases of a section, in lower case and without accents. */
    static Set<String> entries(LanguageFile file, String section) {
        return file.section(section, line -> List.of(line.split("\\|"))).stream()
                .flatMap(List::stream)
                .map(Quotations::plain)
                .collect(Collectors.toSet());
    }

    /** A phrase in lower case, without accents and punctuation. */
    private static String plain(String text) {
        return String.join(" ", Words.of(text).list());
    }

    DeviceLines deviceLines() {
        return deviceLines;
    }

    /** The index of the next line from {@code at} on that is not blank. */
    int nextLine(List<String> lines, int at) {
        var next = at;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        return next;
    }

    /**
     * Tells whether a quoted or forwarded message begins at a line: by a header block, or by a rule with the words of a
     * mail program, behind which a header field or a marked quotation follows.
     */
    boolean begins(List<String> lines, int at) {
        var line = lines.get(at).strip();
        if (line.isEmpty()) {
            return false;
        }
        if (label(line) != null) {
            return isHeaderBlock(lines, at);
        }
        if (BARE_RULE.matcher(line).matches()) {
            return isHeaderBlock(lines, nextLine(lines, at + 1));
        }
        if (isRule(line) || line.endsWith(":") && line.length() < 80 && forwarded.contains(plain(line))) {
            var next = nextLine(lines, at + 1);
            return next < lines.size()
                    && (lines.get(next).stripLeading().startsWith(">")
                            || label(lines.get(next).strip()) != null);
        }
        return false;
    }

    private boolean isRule(String line) {
        var rule = line.length() < 120 && "-_=*".indexOf(line.charAt(0)) >= 0 ? RULE.matcher(line) : null;
        if (rule == null || !rule.matches()) {
            return false;
        }
        var words = plain(rule.group("words"));
        return rules.contains(words) || rules.stream().anyMatch(phrase -> words.startsWith(phrase + " "));
    }

    /** A sender's own list may have {@code From:} and {@code To:}, too, but neither a subject nor an address. */
    private boolean isHeaderBlock(List<String> lines, int at) {
        var found = EnumSet.noneOf(Label.class);
        var address = false;
        for (var i = at; i < lines.size() && i < at + BLOCK_LINES; i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() && i > at + 1) {
                break;
            }
            var label = label(line);
            if (label != null) {
                found.add(label);
                address |= label == Label.FROM && line.contains("@");
            }
        }
        return found.contains(Label.FROM)
                && (found.contains(Label.SENT) || found.contains(Label.TO))
                && (found.contains(Label.SUBJECT) || address && found.size() > 2);
    }

    private @Nullable Label label(String line) {
        var limit = Math.min(line.length(), LONGEST_LABEL);
        for (var i = 0; i < limit; i++) {
            if (line.charAt(i) == ':' || line.charAt(i) == '：') {
                return labels.get(plain(line.substring(0, i)));
            }
        }
        return null;
    }

    /**
     * The number of lines of an introduction that begins at a line, such as {@code On … wrote:}; 0 if none does. It has a
     * date and begins as programs begin it, or has an address: a sender's own sentence with "wrote" introduces nothing.
     */
    int introduction(List<String> lines, int at) {
        var joined = "";
        for (var count = 1; count <= INTRODUCTION_LINES && at + count <= lines.size(); count++) {
            var line = lines.get(at + count - 1).strip();
            if (line.isEmpty() || line.startsWith(">") || joined.length() + line.length() > LONGEST_INTRODUCTION) {
                return 0;
            }
            joined = joined.isEmpty() ? line : joined + " " + line;
            if (endsWithColon(line)) {
                return isIntroduction(joined, lines, at + count) ? count : 0;
            }
            if (!Digits.begin(DATE, joined)) {
                return 0;
            }
        }
        return 0;
    }

    private boolean isIntroduction(String line, List<String> lines, int following) {
        var dated = Digits.begin(DATE, line);
        var addressed = ADDRESS.matcher(line).find();
        var words = Words.of(line).list();
        if (words.isEmpty()) {
            return false;
        }
        var opens = Character.isDigit(words.get(0).charAt(0))
                || openings.contains(words.get(0))
                || words.size() > 1 && openings.contains(words.get(0) + " " + words.get(1));
        // Gmail has no verb in Japanese and Russian.
        if (opens && WITHOUT_VERB.matcher(line).find()) {
            return true;
        }
        if (!saysWrote(line, words)) {
            return false;
        }
        if (dated) {
            return addressed || opens;
        }
        var next = nextLine(lines, following);
        return next < lines.size() && lines.get(next).stripLeading().startsWith(">");
    }

    /** Tells whether the verb is the last word, or the name of the quoted person follows it. */
    private boolean saysWrote(String line, List<String> words) {
        var last = words.size() - 1;
        // As in "napisał(a)".
        var verb = last > 0 && words.get(last).length() == 1 ? last - 1 : last;
        if (wrote.contains(words.get(verb)) || wroteInside.stream().anyMatch(line::contains)) {
            return true;
        }
        return words.stream().skip(Math.max(0, last - LONGEST_NAME)).anyMatch(wroteBeforeName::contains)
                && !SENTENCE_END.matcher(line).find();
    }

    private static boolean endsWithColon(String line) {
        var end = line.length() - 1;
        while (end >= 0 && (line.charAt(end) == '*' || line.charAt(end) == '-' || line.charAt(end) == ' ')) {
            end--;
        }
        return end >= 0 && (line.charAt(end) == ':' || line.charAt(end) == '：');
    }
}
