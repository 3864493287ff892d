package co.getanswers.intake;

import co.getanswers.mail.mime.MailReader;
import co.getanswers.mail.mime.MboxReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The messages of an mbox. */
final class MboxSource implements MailSource {
    private final InputStream in;
    private final MboxReader reader;
    private final LongSupplier consumed;

    /** Holds until a message lacks Gmail's fields: a mailbox that Gmail exported has them on every message. */
    private boolean fromGmail = true;

    MboxSource(InputStream in) {
        this.in = in;
        this.reader = new MboxReader(in);
        this.consumed = reader::consumed;
    }

    /** @param consumed the bytes read of the file, in which the mailbox may be compressed */
    MboxSource(InputStream in, LongSupplier consumed) {
        this.in = in;
        this.reader = new MboxReader(in);
        this.consumed = consumed;
    }

    @Override
    public Optional<Item> next() throws IOException {
        return reader.next().map(this::item);
    }

    private Item item(MboxReader.Item message) {
        if (message.refused()) {
            return new Item(message.number(), message.raw(), message.refusal(), false);
        }
        fromGmail &= MailReader.hasGmailFields(message.raw());
        return new Item(message.number(), message.raw(), null, fromGmail);
    }

    @Override
    public long consumed() {
        return consumed.getAsLong();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
