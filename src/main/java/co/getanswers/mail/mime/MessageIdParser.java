package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Parses Message-IDs (RFC 5322, section 3.6.4), without their angle brackets, bounded by the length of their column.
 */
final class MessageIdParser {
    static final int MAX_LENGTH = 255;

    /** The most references that are kept: the first, where the thread began, and the last, which are nearest. */
    static final int MAX_REFERENCES = 256;

    /** An id in brackets, or a word outside them. */
    private static final Pattern TOKEN = Pattern.compile("<([^<>]*)>|([^\\s<>,;]+)");

    /** An id as a field has it that leaves the brackets off; prose has other words, too. */
    private static final Pattern BARE = Pattern.compile("[^\\s()\":@]+@[^\\s()\":@]+");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private MessageIdParser() {}

    /** Parses a Message-ID field, also one without brackets. */
    static Optional<String> parseOwn(String body) {
        var field = EncodedWordDecoder.decode(body);
        return bracketed(field).stream()
                .findFirst()
                .or(() -> Optional.of(bounded(SPACE.split(field.strip(), 2)[0].replaceAll("[<>]", ""))))
                .filter(id -> !id.isEmpty());
    }

    /**
     * Parses an In-Reply-To field. Old programs wrote prose there, with the author's address in brackets.
     *
     * @param addresses as in {@link #parseAll}
     */
    static List<String> parseInReplyTo(String body, Set<String> addresses) {
        var field = EncodedWordDecoder.decode(body);
        var ids = parseAll(field, addresses);
        var prose = TOKEN.matcher(field)
                .results()
                .anyMatch(token ->
                        token.group(1) == null && !BARE.matcher(token.group(2)).matches());
        if (!prose) {
            return ids;
        }
        ids.removeIf(id -> addresses.contains(id.toLowerCase(Locale.ROOT)));
        return ids.size() > 1 ? ids.subList(ids.size() - 1, ids.size()) : ids;
    }

    /**
     * All ids in their order: those in brackets, and if no word outside brackets is anything else, those without.
     * Python's library writes long ids as encoded words.
     *
     * @param addresses the addresses of the same mail in lower case, which no field means as ids
     */
    static List<String> parseAll(String body, Set<String> addresses) {
        var field = EncodedWordDecoder.decode(body);
        var ids = new ArrayList<String>();
        for (var token : (Iterable<MatchResult>) TOKEN.matcher(field).results()::iterator) {
            if (token.group(1) == null) {
                var word = token.group(2);
                if (!BARE.matcher(word).matches()) {
                    return bracketed(field);
                }
                if (!addresses.contains(word.toLowerCase(Locale.ROOT))) {
                    ids.add(bounded(word));
                }
            } else {
                add(token.group(1), ids);
            }
        }
        return ids;
    }

    private static List<String> bracketed(String field) {
        var ids = new ArrayList<String>();
        TOKEN.matcher(field)
                .results()
                .map(token -> token.group(1))
                .filter(Objects::nonNull)
                .forEach(id -> add(id, ids));
        return ids;
    }

    private static void add(String bracketed, List<String> ids) {
        var id = bounded(SPACE.matcher(bracketed).replaceAll(""));
        if (!id.isEmpty()) {
            ids.add(id);
        }
    }

    /** References, then In-Reply-To, without repetition and without the message itself. */
    static List<String> merge(List<String> references, List<String> inReplyTo, String own) {
        var all = new LinkedHashSet<>(references);
        all.addAll(inReplyTo);
        all.remove(own);
        var ids = List.copyOf(all);
        if (ids.size() <= MAX_REFERENCES) {
            return ids;
        }
        var kept = new ArrayList<>(ids.subList(0, 1));
        kept.addAll(ids.subList(ids.size() - MAX_REFERENCES + 1, ids.size()));
        return List.copyOf(kept);
    }

    /**
     * Generates an id for a message without one. The same message gets the same id, also if a mailbox file changed its
     * line ends.
     */
    static String generate(byte[] raw) {
        var digest = sha256();
        var end = raw.length;
        while (end > 0 && (raw[end - 1] == '\n' || raw[end - 1] == '\r')) {
            end--;
        }
        var from = 0;
        for (var i = 0; i < end; i++) {
            if (raw[i] == '\r') {
                digest.update(raw, from, i - from);
                from = i + 1;
            }
        }
        digest.update(raw, from, Math.max(0, end - from));
        return hashed(digest);
    }

    /** Replaces an id that is too long for its column by its hash, wherever it appears, so that threads still meet. */
    private static String bounded(String id) {
        if (id.length() <= MAX_LENGTH) {
            return CleanText.of(id);
        }
        var digest = sha256();
        digest.update(id.getBytes(StandardCharsets.UTF_8));
        return hashed(digest);
    }

    private static String hashed(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()) + "@sha256.invalid";
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
