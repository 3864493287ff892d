package co.getanswers.original;

import co.getanswers.account.BatchStatement;
import co.getanswers.account.JoinedStatement;
import java.util.List;
import java.util.UUID;

/** Writes the originals of messages that the same transaction writes. */
public final class SourceWriter {
    private static final BatchStatement<NewSource> INSERT = BatchStatement.<NewSource>columns()
            .uuid("message_id", NewSource::messageId)
            .text("algorithm", row -> row.source().algorithm().value())
            .integer("size", row -> row.source().size())
            .bytes("content", row -> row.source().content())
            .insertInto("message_sources");

    /** @param messageId the key of the message */
    public record NewSource(UUID messageId, CompressedSource source) {}

    private SourceWriter() {}

    public static JoinedStatement insert(JoinedStatement joined, List<NewSource> sources) {
        return joined.add(INSERT, sources);
    }
}
