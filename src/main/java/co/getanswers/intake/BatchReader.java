package co.getanswers.intake;

import co.getanswers.mail.UnreadableMail;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a source of messages in batches. */
final class BatchReader {
    private final MailSource source;
    private MailSource.@Nullable Item ahead;
    private @Nullable IOException failure;

    /**
     * Reads the first message.
     *
     * @throws UnreadableMail if the source holds no mail
     */
    BatchReader(MailSource source) throws IOException {
        this.source = source;
        this.ahead = source.next().orElse(null);
    }

    /**
     * Reads the first message of an mbox.
     *
     * @throws UnreadableMail if the stream is not an mbox
     */
    static BatchReader mbox(InputStream in) throws IOException {
        return new BatchReader(new MboxSource(in));
    }

    /**
     * Reads at most {@link Intake#BATCH_MESSAGES} messages of about {@link Intake#BATCH_BYTES}; none at the end.
     *
     * @throws IOException if the source can't be read on, after the messages before are read
     */
    Batch next() throws IOException {
        var mails = new ArrayList<RawMail>();
        var refused = new ArrayList<IngestOutcome>();
        var size = 0L;
        while (ahead != null
                && mails.size() + refused.size() < Intake.BATCH_MESSAGES
                && (size == 0 || size + ahead.raw().length <= Intake.BATCH_BYTES)) {
            var refusal = ahead.refusal();
            if (refusal != null) {
                refused.add(IngestOutcome.refused(ahead.number(), refusal));
            } else {
                mails.add(new RawMail(ahead.number(), ahead.raw(), ahead.fromGmail()));
                size += ahead.raw().length;
            }
            ahead = null;
            readAhead();
        }
        if (failure != null && mails.isEmpty() && refused.isEmpty()) {
            throw failure;
        }
        return new Batch(mails, refused, source.consumed());
    }

    private void readAhead() {
        try {
            ahead = source.next().orElse(null);
        } catch (IOException broken) {
            failure = broken;
        }
    }

    /** @param end the number of bytes read from the stream so far, up to one message more than the batch holds */
    record Batch(List<RawMail> mails, List<IngestOutcome> refused, long end) {
        /** In bytes. */
        long size() {
            return mails.stream().mapToLong(mail -> mail.bytes().length).sum();
        }

        boolean isEmpty() {
            return mails.isEmpty() && refused.isEmpty();
        }
    }
}
