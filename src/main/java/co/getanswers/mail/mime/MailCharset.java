package co.getanswers.mail.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decodes bytes by the charset that the mail names; if it names none or an unknown one, by the looks of the bytes.
 * Undecodable bytes become U+FFFD; nothing here fails.
 */
final class MailCharset {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Charset names that senders use for a superset, which decodes them
     * (<a href="https://encoding.spec.whatwg.org/#names-and-labels">WHATWG</a>), as far as this Java has it.
     */
    private static final Map<String, String> SUPERSETS = Map.ofEntries(
            Map.entry("iso88591", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("iso88599", "windows-1254"),
            Map.entry("iso885911", "x-windows-874"),
            Map.entry("iso88598i", "iso-8859-8"),
            Map.entry("shiftjis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("xsjis", "windows-31j"),
            Map.entry("iso2022jp", "x-windows-iso2022jp"),
            Map.entry("ksc56011987", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("euckr", "x-windows-949"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("macintosh", "x-MacRoman"),
            Map.entry("iso10646ucs2", "UTF-16"),
            Map.entry("ucs2", "UTF-16"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf8mb4", "UTF-8"),
            Map.entry("unicode11utf8", "UTF-8"));

    /** Charsets that write everything in ASCII: any text in them passes for UTF-8. */
    private static final Set<String> SEVEN_BIT =
            Set.of("UTF-7", "HZ-GB-2312", "ISO-2022-JP", "x-windows-iso2022jp", "ISO-2022-KR", "ISO-2022-CN");

    /** The names that were looked up; a bound keeps made-up ones from filling the memory. */
    private static final Map<String, Optional<Charset>> FOUND = new ConcurrentHashMap<>();

    private static final int MAX_FOUND = 1_000;

    private MailCharset() {}

    /** @param name the charset as the mail names it, if it names one */
    static String decode(byte[] bytes, @Nullable String name) {
        return decode(bytes, name, null);
    }

    /**
     * @param name the charset as the mail names it, if it names one
     * @param likely the charset if that name tells nothing and the bytes are not UTF-8
     */
    static String decode(byte[] bytes, @Nullable String name, @Nullable String likely) {
        var charset = find(name);
        if (charset == null || charset.equals(US_ASCII)) {
            return decodeUnlabelled(bytes, likely);
        }
        if (charset.equals(UTF_16)) {
            return Utf16.decode(bytes);
        }
        return charset.equals(UTF_8) ? utf8OrWestern(bytes) : withoutMark(new String(bytes, charset));
    }

    /**
     * Decodes bytes without the name of their charset.
     *
     * @param likely the charset if they are not UTF-8, if one is named elsewhere in the same mail
     */
    static String decodeUnlabelled(byte[] bytes, @Nullable String likely) {
        if (hasEscapes(bytes)) {
            return decode(bytes, "iso-2022-jp");
        }
        if (Utf16.isLikely(bytes)) {
            return Utf16.decode(bytes);
        }
        var charset = find(likely);
        if (charset == null || charset.equals(US_ASCII) || charset.equals(UTF_8) || charset.equals(UTF_16)) {
            return utf8OrWestern(bytes);
        }
        return SEVEN_BIT.contains(charset.name()) || !isUtf8(bytes) ? new String(bytes, charset) : utf8OrWestern(bytes);
    }

    /** Tells whether a name says nothing about bytes beyond ASCII. */
    static boolean isUnknown(@Nullable String name) {
        var charset = find(name);
        return charset == null || charset.equals(US_ASCII);
    }

    static @Nullable Charset find(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > 64) {
            return null;
        }
        var known = FOUND.get(name);
        if (known == null) {
            known = Optional.ofNullable(lookUp(name.strip().toLowerCase(Locale.ROOT)));
            if (FOUND.size() < MAX_FOUND) {
                FOUND.put(name, known);
            }
        }
        return known.orElse(null);
    }

    /** Java's charsets come first: they are the faster ones. */
    private static @Nullable Charset lookUp(String name) {
        var superset = SUPERSETS.get(name.replaceAll("[^a-z0-9]", ""));
        try {
            return Charset.forName(superset == null ? name : superset);
        } catch (IllegalArgumentException unknown) {
            return IcuCharsets.find(name);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        return malformed(bytes, new String(bytes, UTF_8)) == 0;
    }

    /** UTF-8 with some damage is still UTF-8; bytes that are mostly malformed are not. */
    private static String utf8OrWestern(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        var malformed = malformed(bytes, text);
        var other = malformed == 0 ? 0 : text.chars().filter(c -> c > 127).count() - malformed;
        return malformed > other ? new String(bytes, WINDOWS_1252) : withoutMark(text);
    }

    /** The number of a text's replacement characters that the bytes do not contain as such. */
    private static long malformed(byte[] bytes, String text) {
        var replaced = text.indexOf(REPLACEMENT) < 0
                ? 0
                : text.chars().filter(c -> c == REPLACEMENT).count();
        for (var i = 0; replaced > 0 && i + 2 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xEF && bytes[i + 1] == (byte) 0xBF && bytes[i + 2] == (byte) 0xBD) {
                replaced--;
            }
        }
        return replaced;
    }

    /** Tells whether bytes are ISO-2022-JP (RFC 1468), 7-bit text with escape sequences that passes for ASCII. */
    private static boolean hasEscapes(byte[] bytes) {
        for (var i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1B && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
