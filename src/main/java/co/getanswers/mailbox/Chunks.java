package co.getanswers.mailbox;

import co.getanswers.intake.Intake;
import java.util.ArrayList;
import java.util.List;

/** Divides messages into what is fetched and stored at once. */
final class Chunks {
    private Chunks() {}

    /**
     * Divides messages in their order; a message that is larger than a chunk is one by itself.
     *
     * @param heads the messages to fetch
     */
    static List<List<MessageHead>> of(List<MessageHead> heads) {
        var chunks = new ArrayList<List<MessageHead>>();
        var chunk = new ArrayList<MessageHead>();
        var bytes = 0L;
        for (var head : heads) {
            var full = chunk.size() == Intake.BATCH_MESSAGES || bytes + head.size() > Intake.BATCH_BYTES;
            if (full && !chunk.isEmpty()) {
                chunks.add(List.copyOf(chunk));
                chunk.clear();
                bytes = 0;
            }
            chunk.add(head);
            bytes += head.size();
        }
        if (!chunk.isEmpty()) {
            chunks.add(List.copyOf(chunk));
        }
        return chunks;
    }

    static long bytes(List<MessageHead> chunk) {
        return chunk.stream().mapToLong(MessageHead::size).sum();
    }
}
