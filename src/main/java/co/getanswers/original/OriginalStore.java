package co.getanswers.original;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.AttachmentsJson;
import co.getanswers.mail.mime.AttachmentReader;
import co.getanswers.mail.mime.SafeHtml;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.Offload;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Reads the originals of a user's messages, their attachments, and their HTML. */
@ApplicationScoped
public class OriginalStore {
    private static final int SLICE = 256 * 1024;

    private static final String FIRST_SLICE = """
            select substring(s.content from 1 for %d) as content
            from messages m
            left join message_sources s on s.user_id = $1 and s.message_id = m.id
            where m.user_id = $1 and m.id = $2""".formatted(SLICE);

    private static final String SLICES = """
            select substring(content from $3 for %d) as content
            from message_sources
            where user_id = $1 and message_id = $2""".formatted(SLICE);

    private static final String ATTACHMENTS = """
            select m.attachments::text as attachments, s.algorithm, s.size, s.content
            from messages m
            left join message_sources s on s.user_id = $1 and s.message_id = m.id and m.attachments is not null
            where m.user_id = $1 and m.id = $2""";

    /** The original is read only for HTML that may show images of it. */
    private static final String HTML = """
            select m.body_html, s.algorithm, s.size, s.content
            from messages m
            left join message_sources s
              on s.user_id = $1 and s.message_id = m.id and m.attachments is not null and m.body_html ilike '%cid:%'
            where m.user_id = $1 and m.id = $2""";

    private final Pool pool;

    /** One thread for each processor: each may hold a whole message. */
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                var thread = new Thread(task, "original");
                thread.setDaemon(true);
                return thread;
            });

    OriginalStore(Pool pool) {
        this.pool = pool;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** An attachment with its decoded content. */
    record Download(Attachment attachment, byte[] content) {}

    /** The original in pieces. */
    public Uni<Multi<byte[]>> source(UUID userId, UUID messageId) {
        return row(FIRST_SLICE, userId, messageId).map(row -> {
            var first = bytes(row);
            if (first == null) {
                throw new Failure.Missing("The original of this message is not kept.");
            }
            return new SourceStream(first, read -> slice(userId, messageId, read), threads).pieces();
        });
    }

    private Uni<byte[]> slice(UUID userId, UUID messageId, int read) {
        return pool.preparedQuery(SLICES)
                .execute(Tuple.of(userId, messageId, read + 1))
                .map(rows -> {
                    var slice = rows.size() == 0 ? null : bytes(rows.iterator().next());
                    return slice == null ? new byte[0] : slice;
                });
    }

    Uni<Download> attachment(UUID userId, UUID messageId, int number) {
        return row(ATTACHMENTS, userId, messageId).chain(row -> Offload.supply(() -> attachment(row, number), threads));
    }

    private static Download attachment(Row row, int number) {
        var attachment = AttachmentsJson.read(row.getString("attachments")).stream()
                .filter(listed -> listed.number() == number)
                .findFirst()
                .orElseThrow(() -> new Failure.NotFound("attachment"));
        var source = compressed(row);
        if (source == null) {
            throw new Failure.Gone("The original of this message is not kept, and the attachment was in it.");
        }
        // The hash finds it where another release numbered the parts in another way.
        var contents =
                AttachmentReader.read(source.decompress(), found -> found.hash().equals(attachment.hash()));
        if (contents.isEmpty()) {
            throw new Failure.Gone("The attachment is not found in the original; download that instead.");
        }
        return new Download(attachment, contents.get(0).bytes());
    }

    /** The HTML made safe, with the images that the message holds. */
    Uni<String> html(UUID userId, UUID messageId) {
        return row(HTML, userId, messageId).chain(row -> Offload.supply(() -> html(row), threads));
    }

    private static String html(Row row) {
        var html = row.getString("body_html");
        if (html.isBlank()) {
            throw new Failure.Missing("This message has no HTML.");
        }
        var safe = SafeHtml.of(html);
        var source = compressed(row);
        var wanted = safe.contentIds();
        var images = source == null || wanted.isEmpty()
                ? InlineImages.of(List.of())
                : InlineImages.of(AttachmentReader.read(source.decompress(), InlineImages.wanted(wanted)));
        return safe.render(images::uri);
    }

    private Uni<Row> row(String sql, UUID userId, UUID messageId) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(userId, messageId))
                .map(RowSet::iterator)
                .map(rows -> {
                    if (!rows.hasNext()) {
                        throw new Failure.NotFound("message");
                    }
                    return rows.next();
                });
    }

    private static @Nullable CompressedSource compressed(Row row) {
        var content = bytes(row);
        return content == null
                ? null
                : new CompressedSource(
                        EnumValue.parse(Algorithm.class, row.getString("algorithm")), row.getInteger("size"), content);
    }

    private static byte @Nullable [] bytes(Row row) {
        var buffer = row.getBuffer("content");
        return buffer == null ? null : buffer.getBytes();
    }
}
