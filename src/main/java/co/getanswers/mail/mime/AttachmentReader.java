package co.getanswers.mail.mime;

import co.getanswers.mail.Attachment;
import java.util.List;
import java.util.function.Predicate;

/** Reads the contents of attachments from the original. CPU-bound like {@link MailReader}: not for an event loop. */
public final class AttachmentReader {
    private AttachmentReader() {}

    /** @param bytes decoded */
    public record Content(Attachment attachment, byte[] bytes) {}

    /**
     * @param raw the original bytes, with or without a mailbox's separator line
     * @param wanted selects the attachments whose contents are returned, in their order
     */
    public static List<Content> read(byte[] raw, Predicate<Attachment> wanted) {
        return MimeTree.of(MailReader.lines(raw), wanted).contents();
    }
}
