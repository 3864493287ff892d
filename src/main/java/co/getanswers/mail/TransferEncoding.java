package co.getanswers.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Undoes a Content-Transfer-Encoding; one that is unknown, or that is not what the body is in, changes nothing. */
final class TransferEncoding {
    private TransferEncoding() {}

    /** @param name as the field has it: "quoted printable" and "x-uuencode" are understood too */
    static byte[] decode(byte[] body, String name) throws IOException {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        InputStream in = new ByteArrayInputStream(body);
        return switch (plain) {
            case "base64" -> isText(body) ? body : new Base64InputStream(in, DecodeMonitor.SILENT).readAllBytes();
            case "quotedprintable" -> new QuotedPrintableInputStream(in, DecodeMonitor.SILENT).readAllBytes();
            case "uuencode", "xuuencode", "xuue", "uue" -> uudecoded(body);
            default -> body;
        };
    }

    /** Whether more than one byte in twenty is none that base64 uses: then it was only declared. */
    private static boolean isText(byte[] body) {
        var foreign = 0;
        for (var b : body) {
            var usual = b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '/' && b <= '9' || b == '+' || b == '=';
            if (!usual && b != '\r' && b != '\n') {
                foreign++;
            }
        }
        return foreign > body.length / 20;
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
