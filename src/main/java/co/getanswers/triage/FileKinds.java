package co.getanswers.triage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kinds of files by name and media type, from {@code src/main/resources/triage/attachments.txt}. */
final class FileKinds {
    private static final Pattern CLASS_ID = Pattern.compile("(?s).*\\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}");

    /** Characters that turn the direction of writing, so that {@code gpj.exe} reads {@code exe.jpg}. */
    private static final Pattern TURNED = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]");

    /** The characters at the end of a name that a system drops, or that a mail program left there unquoted. */
    private static final Pattern DROPPED = Pattern.compile("[\\s.,;:'\"/\\\\\\p{Cf}\\p{Cc}\\p{Z}]+$");

    private static final Pattern STREAM = Pattern.compile("::?\\$data$|:[^/\\\\:.]*$");

    private static volatile @Nullable FileKinds loaded;

    private final Map<String, Set<String>> sections = new HashMap<>();

    /** The danger of a file. */
    enum Danger {
        NONE,
        /** It can hide a program. */
        CONTAINER,
        /** It can run. */
        PROGRAM
    }

    private FileKinds(List<String> lines) {
        Set<String> section = new HashSet<>();
        for (var line : lines) {
            if (line.startsWith("[")) {
                section = sections.computeIfAbsent(line.substring(1, line.indexOf(']')), none -> new HashSet<>());
            } else if (!line.startsWith("#") && !line.isBlank()) {
                section.addAll(List.of(line.strip().split(" +")));
            }
        }
    }

    static FileKinds get() {
        if (loaded == null) {
            try (var in = FileKinds.class.getResourceAsStream("/triage/attachments.txt")) {
                if (in == null) {
                    throw new IllegalStateException("triage/attachments.txt is missing");
                }
                loaded = new FileKinds(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return loaded;
    }

    /** @param name a file name or, of a file without a name, its media type */
    Danger ofName(String name) {
        if (TURNED.matcher(name).find()) {
            return Danger.PROGRAM;
        }
        var lower = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        if (CLASS_ID.matcher(lower).matches()) {
            return Danger.PROGRAM;
        }
        var kept = DROPPED.matcher(
                        STREAM.matcher(DROPPED.matcher(lower).replaceAll("")).replaceAll(""))
                .replaceAll("");
        var file = kept.substring(Math.max(kept.lastIndexOf('/'), kept.lastIndexOf('\\')) + 1);
        if (has("container", file)) {
            return Danger.CONTAINER;
        }
        var ending = file.substring(file.lastIndexOf('.') + 1).strip();
        var byEnding = file.indexOf('.') < 0
                ? Danger.NONE
                : has("program", ending) ? Danger.PROGRAM : has("container", ending) ? Danger.CONTAINER : Danger.NONE;
        return byEnding != Danger.NONE || kept.equals(file) ? byEnding : ofType(kept);
    }

    Danger ofType(String type) {
        if (hasType("program-type", type)) {
            return Danger.PROGRAM;
        }
        return hasType("container-type", type) ? Danger.CONTAINER : Danger.NONE;
    }

    private boolean hasType(String section, String type) {
        return has(section, type)
                || sections.getOrDefault(section, Set.of()).stream()
                        .anyMatch(entry ->
                                entry.endsWith("*") && type.startsWith(entry.substring(0, entry.length() - 1)));
    }

    private boolean has(String section, String entry) {
        return sections.getOrDefault(section, Set.of()).contains(entry);
    }
}
