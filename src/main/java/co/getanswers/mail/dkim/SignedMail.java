package co.getanswers.mail.dkim;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.jdkim.api.Headers;
import org.apache.james.mime4j.io.EOLConvertingInputStream;

/** A message as signatures see it: the fields as they were written, folded by CRLF, and the body as bytes. */
final class SignedMail implements Headers {
    private final byte[] raw;
    private final List<String> fields = new ArrayList<>();
    private int body;

    private SignedMail(byte[] raw) {
        this.raw = raw;
    }

    /** @param raw a message without a mailbox's separator, its lines ended by CRLF or LF */
    static SignedMail of(byte[] raw) {
        var mail = new SignedMail(raw);
        mail.readFields();
        return mail;
    }

    private void readFields() {
        var field = new StringBuilder();
        while (body < raw.length) {
            var end = body;
            while (end < raw.length && raw[end] != '\n') {
                end++;
            }
            var length = end > body && raw[end - 1] == '\r' ? end - 1 - body : end - body;
            var line = new String(raw, body, length, StandardCharsets.ISO_8859_1);
            body = Math.min(end + 1, raw.length);
            if (line.isEmpty()) {
                break;
            }
            var folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (!folded && !field.isEmpty()) {
                fields.add(field.toString());
                field.setLength(0);
            }
            field.append(folded && !field.isEmpty() ? "\r\n" : "").append(line);
        }
        if (!field.isEmpty()) {
            fields.add(field.toString());
        }
    }

    @Override
    public List<String> getFields() {
        return fields;
    }

    /** The fields of a name in any case, in their order. */
    @Override
    public List<String> getFields(String name) {
        return fields.stream()
                .filter(field -> field.regionMatches(true, 0, name, 0, name.length())
                        && field.substring(name.length()).stripLeading().startsWith(":"))
                .toList();
    }

    /** The body with its lines ended by CRLF. */
    InputStream body() {
        return new EOLConvertingInputStream(new ByteArrayInputStream(raw, body, raw.length - body));
    }
}
