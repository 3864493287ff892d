package co.getanswers.export;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a user's rows page by page, as fast as the caller takes them. Each page is a transaction of its own: a cursor would
 * hold a connection for as long as a slow caller reads. Its statement is planned for this user, who may have far more or
 * fewer rows than others.
 */
@ApplicationScoped
public class ExportQuery {
    private static final String PLAN = "set local plan_cache_mode = force_custom_plan";

    private static final int ORIGINALS = 100;

    /** The largest compressed original that is read with its page; larger ones are read in slices. */
    private static final int SMALL = 64 * 1024;

    /** Parameters: the user. */
    private static final String FIRST_ORIGINALS = """
            select m.id, m.sender_email, m.sent_at, s.algorithm, s.size,
                   case when octet_length(s.content) <= %d then s.content end as content
            from (
              select id, sender_email, sent_at from messages where user_id = $1%%s order by id limit %d
            ) m
            left join message_sources s on s.user_id = $1 and s.message_id = m.id
            order by m.id""".formatted(SMALL, ORIGINALS);

    private final Pool pool;

    ExportQuery(Pool pool) {
        this.pool = pool;
    }

    /** The rows as JSON, in pages. */
    Multi<List<String>> rows(UUID userId, ExportedTable table) {
        return pages(
                        last -> last == null
                                ? page(table.firstPage(), Tuple.of(userId))
                                : page(table.nextPage(), after(userId, table, last)),
                        table.page())
                .map(rows -> rows.stream().map(row -> row.getString("line")).toList());
    }

    /** The messages in pages, also those without an original, whose algorithm is absent: their ids, senders and times, and the small originals. */
    Multi<List<Row>> originals(UUID userId) {
        return pages(
                last -> last == null
                        ? page(FIRST_ORIGINALS.formatted(""), Tuple.of(userId))
                        : page(FIRST_ORIGINALS.formatted(" and id > $2"), Tuple.of(userId, last.getUUID("id"))),
                ORIGINALS);
    }

    private static Tuple after(UUID userId, ExportedTable table, Row last) {
        var parameters = Tuple.of(userId);
        for (var i = 1; i <= table.key().size(); i++) {
            parameters.addString(last.getString("k" + i));
        }
        return parameters;
    }

    private static Multi<List<Row>> pages(PageReader reader, int size) {
        return Multi.createBy()
                .repeating()
                .uni(Place::new, place -> reader.read(place.last).invoke(place::pass))
                .whilst(rows -> rows.size() == size);
    }

    private Uni<List<Row>> page(String sql, Tuple parameters) {
        return pool.withTransaction(client -> client.query(PLAN)
                .execute()
                .chain(() -> client.preparedQuery(sql).execute(parameters))
                .map(rows -> {
                    List<Row> page = new ArrayList<>(rows.size());
                    rows.forEach(page::add);
                    return page;
                }));
    }

    /** Reads the page after a row, or the first one. */
    private interface PageReader {
        Uni<List<Row>> read(@Nullable Row last);
    }

    /** The row that was read last. */
    private static final class Place {
        private @Nullable Row last;

        void pass(List<Row> rows) {
            if (!rows.isEmpty()) {
                last = rows.get(rows.size() - 1);
            }
        }
    }
}
