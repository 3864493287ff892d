package co.getanswers.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes the encoded words of header fields (RFC 2047). mime4j's decoder decodes each word by itself, which breaks
 * characters that are split over two words, keeps words of unknown charsets, and gives up the whole text for one empty
 * word.
 */
final class EncodedWordDecoder {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]{1,64})\\?([bBqQ])\\?([^?]*)\\?=");

    private EncodedWordDecoder() {}

    /** Decodes each run of encoded words. */
    static String decode(String text) {
        return decode(text, false);
    }

    /**
     * Decodes a list of addresses that is to be parsed afterwards: each decoded run is quoted, because it may contain
     * commas and the like.
     */
    static String decodeQuoted(String text) {
        return decode(text, true);
    }

    private static String decode(String text, boolean quote) {
        if (!text.contains("=?")) {
            return text;
        }
        var result = new StringBuilder();
        var words = WORD.matcher(text);
        var copied = 0;
        var quoted = false;
        var found = words.find();
        while (found) {
            var between = text.substring(copied, words.start());
            quoted ^= quote && opensOrClosesQuotation(between);
            result.append(between);
            var run = new ByteArrayOutputStream();
            var decoded = new StringBuilder();
            String charset;
            // Words separated by white space alone are one text (section 6.2).
            do {
                charset = charset(words);
                append(words, charset, run, decoded);
                copied = words.end();
                found = words.find();
                var adjacent = found && text.substring(copied, words.start()).isBlank();
                if (!adjacent || !charset(words).equalsIgnoreCase(charset)) {
                    decoded.append(MailCharset.decode(run.toByteArray(), charset));
                    run.reset();
                }
                if (!adjacent) {
                    break;
                }
            } while (true);
            result.append(quote ? escaped(decoded, quoted) : decoded);
        }
        return result.append(text, copied, text.length()).toString();
    }

    /** The charset without the language that RFC 2231 allows after it. */
    private static String charset(Matcher word) {
        var star = word.group(1).indexOf('*');
        return star < 0 ? word.group(1) : word.group(1).substring(0, star);
    }

    private static void append(Matcher word, String charset, ByteArrayOutputStream bytes, StringBuilder decoded) {
        if (word.group(2).equalsIgnoreCase("B")) {
            bytes.writeBytes(TransferEncoding.base64(word.group(3).getBytes(StandardCharsets.ISO_8859_1)));
        } else {
            appendQ(word.group(3), charset, bytes, decoded);
        }
    }

    /** Decodes the Q encoding. A character beyond ASCII was never encoded, so the charset is not its own. */
    private static void appendQ(String text, String charset, ByteArrayOutputStream bytes, StringBuilder decoded) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '=' && i + 2 < text.length() && hex(text, i) >= 0) {
                bytes.write(hex(text, i));
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else if (c < 128) {
                bytes.write(c);
            } else {
                decoded.append(MailCharset.decode(bytes.toByteArray(), charset)).append(c);
                bytes.reset();
            }
        }
    }

    private static int hex(String text, int equals) {
        var high = Character.digit(text.charAt(equals + 1), 16);
        var low = Character.digit(text.charAt(equals + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean opensOrClosesQuotation(String text) {
        var odd = false;
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                odd = !odd;
            }
        }
        return odd;
    }

    private static String escaped(CharSequence text, boolean inQuotation) {
        var escaped = text.toString().replaceAll("[\\\\\"]", "\\\\$0");
        return inQuotation ? escaped : '"' + escaped + '"';
    }
}
