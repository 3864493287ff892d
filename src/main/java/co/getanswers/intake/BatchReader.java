package co.getanswers.intake;

import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.MailFormat;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.mail.mime.MboxReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a stream of messages in batches. */
final class BatchReader {
    private final Source source;
    private MboxReader.@Nullable Item ahead;

    /** Holds until a message lacks Gmail's fields: a mailbox that Gmail exported has them on every message. */
    private boolean fromGmail = true;

    private BatchReader(Source source) throws IOException {
        this.source = source;
        this.ahead = source.next().orElse(null);
    }

    /**
     * Reads the first message of an mbox.
     *
     * @throws UnreadableMail if the stream is not an mbox
     */
    static BatchReader mbox(InputStream in) throws IOException {
        var reader = new MboxReader(in);
        return new BatchReader(new Source() {
            @Override
            public Optional<MboxReader.Item> next() throws IOException {
                return reader.next();
            }

            @Override
            public long consumed() {
                return reader.consumed();
            }
        });
    }

    /** Reads an mbox or a single message; the first bytes tell which. */
    static BatchReader mboxOrMessage(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, MailFormat.BYTES_TO_TELL);
        buffered.mark(MailFormat.BYTES_TO_TELL);
        var format = MailFormat.of(buffered.readNBytes(MailFormat.BYTES_TO_TELL));
        buffered.reset();
        return switch (format) {
            case MBOX -> mbox(buffered);
            case MESSAGE -> new BatchReader(new Single(buffered));
            case UNKNOWN ->
                throw new UnreadableMail(
                        "This is neither a mailbox (mbox) nor a message: it begins with neither a \"From \" line nor a header field.");
        };
    }

    /** Reads at most {@link Intake#BATCH_MESSAGES} messages of about {@link Intake#BATCH_BYTES}; none at the end. */
    Batch next() throws IOException {
        var mails = new ArrayList<RawMail>();
        var refused = new ArrayList<IngestOutcome>();
        var size = 0L;
        while (ahead != null
                && mails.size() + refused.size() < Intake.BATCH_MESSAGES
                && (size == 0 || size + length(ahead) <= Intake.BATCH_BYTES)) {
            var refusal = ahead.refusal();
            if (refusal != null) {
                refused.add(IngestOutcome.refused(ahead.number(), refusal));
            } else {
                fromGmail &= MailReader.hasGmailFields(ahead.raw());
                mails.add(new RawMail(ahead.number(), ahead.raw(), fromGmail));
                size += length(ahead);
            }
            ahead = null;
            ahead = source.next().orElse(null);
        }
        return new Batch(mails, refused, source.consumed());
    }

    private static long length(MboxReader.Item item) {
        return item.raw().length;
    }

    /** @param end the number of bytes read from the stream so far, up to one message more than the batch holds */
    record Batch(List<RawMail> mails, List<IngestOutcome> refused, long end) {
        boolean isEmpty() {
            return mails.isEmpty() && refused.isEmpty();
        }
    }

    private interface Source {
        Optional<MboxReader.Item> next() throws IOException;

        long consumed();
    }

    private static final class Single implements Source {
        private final InputStream in;
        private boolean read;
        private long consumed;

        Single(InputStream in) {
            this.in = in;
        }

        @Override
        public Optional<MboxReader.Item> next() throws IOException {
            if (read) {
                return Optional.empty();
            }
            read = true;
            // One byte more than a message may have, so that the parser refuses a larger one.
            var raw = in.readNBytes(MailReader.MAX_SIZE + 1);
            consumed = raw.length;
            return Optional.of(new MboxReader.Item(1, 0, raw, null));
        }

        @Override
        public long consumed() {
            return consumed;
        }
    }
}
