package co.getanswers.export;

import co.getanswers.original.Algorithm;
import co.getanswers.original.CompressedSource;
import co.getanswers.original.OriginalStore;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.Offload;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Writes the archives of users, one for each of them at a time on an instance. */
@ApplicationScoped
public class Exports {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(60);

    private static final String READ_ME =
            """
            Everything that GetAnswers holds of yours.

            originals.mbox   your messages as they were received or sent, as far as the originals are kept;
                             mail programs import it
            NAME.ndjson      the rows of a table, one JSON object in each line: %s

            Passwords, permissions at your providers and tokens are left out.
            """.formatted(ExportedTables.ALL.stream().map(ExportedTable::name).collect(Collectors.joining(", ")));

    private final ExportQuery query;
    private final OriginalStore originals;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    Exports(ExportQuery query, OriginalStore originals) {
        this.query = query;
        this.originals = originals;
    }

    /**
     * Writes the archive as its reader takes the pieces.
     *
     * @throws Failure.RateLimited (in the Multi) while another export of the user runs
     */
    Multi<byte[]> archive(UUID userId) {
        return Multi.createFrom().deferred(() -> {
            if (!running.add(userId)) {
                return Multi.createFrom()
                        .failure(new Failure.RateLimited(
                                "An export of yours is under way: wait until it has ended.", RETRY_AFTER));
            }
            var archive = new Archive();
            return steps(userId)
                    .onItem()
                    .transformToUniAndConcatenate(
                            step -> Offload.supply(() -> archive.take(step), Infrastructure.getDefaultWorkerPool()))
                    .filter(piece -> piece.length > 0)
                    .onTermination()
                    .invoke(() -> running.remove(userId));
        });
    }

    private Multi<Archive.Step> steps(UUID userId) {
        var tables = Multi.createFrom()
                .iterable(ExportedTables.ALL)
                .onItem()
                .transformToMultiAndConcatenate(table -> table(userId, table));
        Archive.Step finish = zip -> zip.finish();
        return Multi.createBy()
                .concatenating()
                .streams(
                        entry("read-me.txt", Multi.createFrom().item(text(List.of(READ_ME)))),
                        tables,
                        entry("originals.mbox", mailbox(userId)),
                        Multi.createFrom().item(finish));
    }

    private Multi<Archive.Step> table(UUID userId, ExportedTable table) {
        return entry(table.name() + ".ndjson", query.rows(userId, table).map(Exports::text));
    }

    private static Multi<Archive.Step> entry(String name, Multi<Archive.Step> content) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Archive.begin(name)),
                        content,
                        Multi.createFrom().item(Archive.end()));
    }

    private static Archive.Step text(List<String> lines) {
        return zip -> {
            for (var line : lines) {
                zip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private Multi<Archive.Step> mailbox(UUID userId) {
        return query.originals(userId)
                .onItem()
                .<Row>disjoint()
                .onItem()
                .transformToMultiAndConcatenate(message -> original(userId, message));
    }

    /** An original that was deleted since its page was read is passed over. */
    private Multi<Archive.Step> original(UUID userId, Row message) {
        if (message.getString("algorithm") == null) {
            return Multi.createFrom().empty();
        }
        var id = message.getUUID("id");
        var sender = message.getString("sender_email");
        var sentAt = message.getOffsetDateTime("sent_at").toInstant();
        var content = message.getBuffer("content");
        if (content != null) {
            var source = new CompressedSource(
                    EnumValue.parse(Algorithm.class, message.getString("algorithm")),
                    message.getInteger("size"),
                    content.getBytes());
            return Multi.createFrom().item(zip -> {
                var mbox = new MboxWriter();
                mbox.begin(zip, sender, sentAt);
                mbox.append(zip, source.decompress());
                mbox.end(zip);
            });
        }
        return originals
                .source(userId, id)
                .map(pieces -> steps(sender, sentAt, pieces))
                .onFailure(failure -> failure instanceof Failure.Missing || failure instanceof Failure.NotFound)
                .recoverWithItem(Multi.createFrom().empty())
                .onItem()
                .transformToMulti(steps -> steps);
    }

    private static Multi<Archive.Step> steps(String sender, Instant sentAt, Multi<byte[]> pieces) {
        var mbox = new MboxWriter();
        Archive.Step begin = zip -> mbox.begin(zip, sender, sentAt);
        Archive.Step end = zip -> mbox.end(zip);
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(begin),
                        pieces.map(piece -> zip -> mbox.append(zip, piece)),
                        Multi.createFrom().item(end));
    }
}
