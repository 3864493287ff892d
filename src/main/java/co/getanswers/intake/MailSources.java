package co.getanswers.intake;

import co.getanswers.mail.UnreadableMail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens sources of mail; the first bytes of a file tell its format. */
final class MailSources {
    private static final int BUFFER = 64 * 1024;

    private MailSources() {}

    /** Opens a folder or a file. */
    static MailSource open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new EntrySource(new FolderEntries(path));
        }
        var in = Files.newInputStream(path);
        try {
            return open(in);
        } catch (IOException | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }

    /** Opens a stream of a mailbox, a message, or an archive of them. */
    static MailSource open(InputStream in) throws IOException {
        var file = new CountedInput(in, 1);
        var content = new Beginning(file);
        if (content.isZip()) {
            return new EntrySource(new ZipEntries(content.stream()));
        }
        if (content.isGzip()) {
            var expanded = new ExpansionLimit(new GZIPInputStream(content.stream(), BUFFER), file);
            return uncompressed(new Beginning(expanded), file);
        }
        return uncompressed(content, file);
    }

    private static MailSource uncompressed(Beginning content, CountedInput file) {
        if (content.isTar()) {
            return new EntrySource(new TarEntries(content.stream(), file::count));
        }
        return switch (content.format()) {
            case MBOX -> new MboxSource(content.stream(), file::count);
            case MESSAGE, EMLX -> new MessageSource(content.stream(), content.format());
            case UNKNOWN ->
                throw new UnreadableMail(
                        "This is neither a mailbox (mbox) nor a message nor an archive of them (tar, zip): it begins with"
                                + " neither a \"From \" line nor a header field.");
        };
    }
}
