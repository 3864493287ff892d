package co.getanswers.delivery;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A reply as the transports write it.
 *
 * @param fields the header fields, unfolded
 * @param bytes the whole message (RFC 5322)
 */
public record WrittenReply(List<Field> fields, byte[] bytes) {
    @Schema(name = "HeaderField")
    public record Field(String name, String value) {}

    /** @throws DeliveryFailure when the reply can't be written */
    public static WrittenReply of(Reply reply) throws DeliveryFailure {
        var mime = MimeReply.written(reply, Session.getInstance(new Properties()));
        try {
            var bytes = new ByteArrayOutputStream();
            mime.writeTo(bytes);
            var fields = Collections.list(mime.getAllHeaders()).stream()
                    .map(WrittenReply::unfolded)
                    .toList();
            return new WrittenReply(fields, bytes.toByteArray());
        } catch (MessagingException impossible) {
            throw MimeReply.unwritable(impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Field unfolded(Header header) {
        return new Field(header.getName(), header.getValue().replaceAll("\\r?\\n(?=[ \\t])", ""));
    }
}
