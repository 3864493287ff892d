package co.getanswers.triage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The words and texts of one language, such as {@code triage/de.txt}: sections with their names in brackets, one entry
 * per line, and comments after {@code #} at the beginning of a line.
 */
final class LanguageFile {
    final Language language;
    private final Map<String, List<Line>> sections = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    private record Line(int number, String text) {
        boolean beginsSection() {
            return text.startsWith("[") && text.endsWith("]");
        }
    }

    /** @throws IllegalStateException with file, line and reason, if a line belongs to no section */
    LanguageFile(Language language, List<String> lines) {
        this.language = language;
        List<Line> section = null;
        for (int i = 0; i < lines.size(); i++) {
            var line = new Line(i + 1, lines.get(i).strip());
            if (line.beginsSection()) {
                section = new ArrayList<>(List.of(line));
                if (sections.putIfAbsent(line.text.substring(1, line.text.length() - 1), section) != null) {
                    throw malformed(line, "the section has begun before");
                }
            } else if (!line.text.isEmpty() && !line.text.startsWith("#")) {
                if (section == null) {
                    throw malformed(line, "no section has begun");
                }
                section.add(line);
            }
        }
    }

    static LanguageFile of(Language language) {
        try (var in = LanguageFile.class.getResourceAsStream("/" + name(language))) {
            if (in == null) {
                throw new IllegalStateException(name(language) + " is missing");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new LanguageFile(language, text.lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The entries of a section; none if the file lacks it.
     *
     * @param parse throws {@link IllegalArgumentException} with the reason if an entry is malformed
     */
    <T> List<T> section(String name, Function<String, T> parse) {
        known.add(name);
        var entries = new ArrayList<T>();
        for (var line : sections.getOrDefault(name, List.of())) {
            try {
                if (!line.beginsSection()) {
                    entries.add(parse.apply(line.text));
                }
            } catch (IllegalArgumentException refused) {
                throw malformed(line, refused.getMessage());
            }
        }
        return entries;
    }

    /** @throws IllegalStateException if {@link #section} was never asked for one of the sections */
    void refuseUnknownSections() {
        sections.forEach((name, lines) -> {
            if (!known.contains(name)) {
                throw malformed(lines.get(0), "there is no such section");
            }
        });
    }

    @Override
    public String toString() {
        return name(language);
    }

    private IllegalStateException malformed(Line line, @Nullable String reason) {
        return new IllegalStateException(this + ", line " + line.number + ": " + reason + ": " + line.text);
    }

    private static String name(Language language) {
        return "triage/" + language.code + ".txt";
    }
}
