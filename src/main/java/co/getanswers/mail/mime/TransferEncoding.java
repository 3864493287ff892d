package co.getanswers.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Decodes a Content-Transfer-Encoding; one that is unknown or not that of the body changes nothing. */
final class TransferEncoding {
    /** The value of each byte as a digit of base64; -1 of those that are none. */
    private static final byte[] BASE64 = base64Values();

    private TransferEncoding() {}

    /** @param name as the field has it; "quoted printable" and "x-uuencode" are understood, too */
    static byte[] decode(byte[] body, String name) throws IOException {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return switch (plain) {
            case "base64" -> isText(body) ? body : base64(body);
            case "quotedprintable" -> quotedPrintable(body);
            case "uuencode", "xuuencode", "xuue", "uue" -> uudecoded(body);
            default -> body;
        };
    }

    /**
     * Decodes everything: mime4j drops bytes at an end without padding, and after padding in the middle. Bytes that
     * base64 does not use are skipped.
     */
    static byte[] base64(byte[] text) {
        var decoded = new byte[text.length / 4 * 3 + 3];
        var length = 0;
        var bits = 0;
        var count = 0;
        for (var b : text) {
            var value = BASE64[b & 0xFF];
            if (value >= 0) {
                bits = bits << 6 | value;
                count += 6;
                if (count >= 8) {
                    count -= 8;
                    decoded[length++] = (byte) (bits >> count);
                }
            } else if (b == '=') {
                count = 0;
            }
        }
        return Arrays.copyOf(decoded, length);
    }

    private static byte[] base64Values() {
        var values = new byte[256];
        Arrays.fill(values, (byte) -1);
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
        }
        return values;
    }

    private static byte[] quotedPrintable(byte[] text) throws IOException {
        try (var in = new QuotedPrintableInputStream(new ByteArrayInputStream(text), DecodeMonitor.SILENT)) {
            return in.readAllBytes();
        }
    }

    /** Tells whether base64 was only declared: more than one byte in ten is none that it uses. */
    private static boolean isText(byte[] body) {
        var foreign = 0;
        for (var b : body) {
            if (BASE64[b & 0xFF] < 0 && b != '=' && b != '\r' && b != '\n') {
                foreign++;
            }
        }
        return foreign > body.length / 10;
    }

    private static byte[] uudecoded(byte[] body) {
        var decoded = new ByteArrayOutputStream();
        var begun = false;
        for (var line : new String(body, StandardCharsets.ISO_8859_1).split("\r?\n")) {
            if (!begun) {
                begun = line.matches("begin [0-7]{3,4} .*");
            } else if (line.equals("end")) {
                return decoded.toByteArray();
            } else if (!line.isEmpty()) {
                appendUuLine(line, decoded);
            }
        }
        return begun ? decoded.toByteArray() : body;
    }

    private static void appendUuLine(String line, ByteArrayOutputStream decoded) {
        var length = line.charAt(0) - ' ' & 63;
        var bits = 0;
        var count = 0;
        for (var i = 1; i < line.length() && length > 0; i++) {
            bits = bits << 6 | line.charAt(i) - ' ' & 63;
            count += 6;
            if (count >= 8) {
                count -= 8;
                decoded.write(bits >> count);
                length--;
            }
        }
    }
}
