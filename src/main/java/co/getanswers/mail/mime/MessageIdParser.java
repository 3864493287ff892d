package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses Message-IDs (RFC 5322, section 3.6.4), without their angle brackets, bounded by the length of their column.
 */
final class MessageIdParser {
    static final int MAX_LENGTH = 255;

    /** The most references that are kept: the first, where the thread began, and the last, which are nearest. */
    static final int MAX_REFERENCES = 256;

    private static final Pattern BRACKETED = Pattern.compile("<([^<>]*)>");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private MessageIdParser() {}

    /** Parses a Message-ID field, also one without brackets. */
    static Optional<String> parseOwn(String body) {
        return Optional.of(parseAll(body))
                .filter(ids -> !ids.isEmpty())
                .or(() -> Optional.of(List.of(bounded(SPACE.split(body.strip(), 2)[0].replaceAll("[<>]", "")))))
                .map(ids -> ids.get(0))
                .filter(id -> !id.isEmpty());
    }

    /** Parses an In-Reply-To field. Old programs wrote prose there, with the author's address in brackets. */
    static List<String> parseInReplyTo(String body) {
        var ids = parseAll(body);
        var prose = !BRACKETED
                .matcher(body)
                .replaceAll("")
                .replaceAll("[\\s,;]", "")
                .isEmpty();
        return prose && ids.size() > 1 ? ids.subList(ids.size() - 1, ids.size()) : ids;
    }

    /** All ids in brackets, in their order. */
    static List<String> parseAll(String body) {
        var ids = new ArrayList<String>();
        var found = BRACKETED.matcher(body);
        while (found.find()) {
            var id = bounded(SPACE.matcher(found.group(1)).replaceAll(""));
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        return ids;
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
