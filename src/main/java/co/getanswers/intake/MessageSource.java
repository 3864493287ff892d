package co.getanswers.intake;

import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.Emlx;
import co.getanswers.mail.mime.MailFormat;
import co.getanswers.mail.mime.MailReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The one message of a file. */
final class MessageSource implements MailSource {
    private final InputStream in;
    private final MailFormat format;
    private boolean read;
    private long consumed;

    MessageSource(InputStream in, MailFormat format) {
        this.in = in;
        this.format = format;
    }

    @Override
    public Optional<Item> next() throws IOException {
        if (read) {
            return Optional.empty();
        }
        read = true;
        return Optional.of(read(1));
    }

    /** Reads the message; to the end, also if it is refused, as archives have their checksum there. */
    private Item read(long number) throws IOException {
        var most = MailReader.MAX_SIZE + (format == MailFormat.EMLX ? Emlx.MOST_BESIDE : 0);
        var raw = in.readNBytes(most + 1);
        consumed = raw.length;
        if (raw.length > most) {
            consumed += in.transferTo(OutputStream.nullOutputStream());
            return Item.refused(number, MailReader.TOO_LARGE);
        }
        if (format != MailFormat.EMLX) {
            return new Item(number, raw, null, MailReader.hasGmailFields(raw));
        }
        try {
            var emlx = Emlx.of(raw);
            return emlx.draft()
                    ? Item.refused(number, Intake.DRAFT)
                    : new Item(number, emlx.message(), null, MailReader.hasGmailFields(emlx.message()));
        } catch (UnreadableMail unreadable) {
            return Item.refused(number, unreadable.getMessage());
        }
    }

    @Override
    public long consumed() {
        return consumed;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
