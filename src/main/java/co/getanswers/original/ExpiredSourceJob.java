package co.getanswers.original;

import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.Job;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes originals past their retention, the oldest first. The keys of messages begin with the time at which they were
 * stored, so the expired originals lie at the beginning of the primary key, and none of the others is read.
 */
@ApplicationScoped
public class ExpiredSourceJob implements Job {
    private static final String DELETE = """
            delete from message_sources
            where message_id in (
              select message_id
              from message_sources
              where message_id < $1
              order by message_id
              limit %d
              for update skip locked)""".formatted(BATCH);

    private static final String EXPIRY = "select clock_timestamp() - make_interval(secs => $1) as before";

    private final Pool pool;
    private final OriginalSettings settings;

    ExpiredSourceJob(Pool pool, OriginalSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "expired-originals";
    }

    @Override
    public Duration interval() {
        return settings.expiredEvery();
    }

    @Override
    public Uni<Long> run() {
        return settings.retention()
                .map(kept -> expiry(kept).chain(this::delete))
                .orElseGet(() -> Uni.createFrom().item(0L));
    }

    private Uni<Instant> expiry(Duration kept) {
        return pool.preparedQuery(EXPIRY)
                .execute(Tuple.of((double) kept.toSeconds()))
                .map(rows -> rows.iterator().next().getOffsetDateTime("before").toInstant());
    }

    private Uni<Long> delete(Instant before) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(IdentifierGenerator.firstAt(before)))
                .map(RowSet::rowCount)
                .map(Integer::longValue);
    }
}
