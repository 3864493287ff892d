package co.getanswers.mail.mime;

import co.getanswers.mail.ParsedMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Messages for tests, written out or from {@code src/test/resources/mail}. */
public final class Eml {
    /** The time of receipt of all messages. */
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private Eml() {}

    public static byte[] file(String name) {
        try (var in = Eml.class.getResourceAsStream("/mail/" + name)) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static ParsedMail readFile(String name) {
        return MailReader.read(file(name), NOW);
    }

    static ParsedMail read(String mail) {
        return read(mail, StandardCharsets.UTF_8);
    }

    static ParsedMail read(String mail, Charset charset) {
        return MailReader.read(bytes(mail, charset), NOW);
    }

    static byte[] bytes(String mail, Charset charset) {
        return mail.replace("\n", "\r\n").getBytes(charset);
    }
}
