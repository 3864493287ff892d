package co.getanswers.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The limits on what accounts send. The statement that begins to send asks for them too, and counts. */
@ApplicationScoped
public class SendingLimits {
    /** The condition on a row {@code u} of users, whose address has to be proved unless $7 is false. */
    public static final String IS_PROVEN = "(u.email_verified_at is not null or not $7)";

    /**
     * The common table expression that counts the mail of {@code allowed}, and has no row where the limit $6 is used up: of
     * two workers, the second waits for the first here.
     */
    public static final String COUNT = """
            insert into sent_mail (user_id, hour, number)
            select user_id, date_trunc('hour', now(), 'UTC'), 1
            from allowed
            on conflict (user_id) do update
            set hour = excluded.hour,
                number = case when sent_mail.hour = excluded.hour then sent_mail.number + 1 else 1 end
            where sent_mail.hour <> excluded.hour or sent_mail.number < $6
            returning 1""";

    /** The columns of {@link #of}, from {@code users u} joined with {@link #JOIN}. */
    public static final String COLUMNS = """
            u.email_verified_at is not null as proven, coalesce(s.number, 0) as sent, now() as at,
            date_trunc('hour', now(), 'UTC') + interval '1 hour' as next_hour""";

    public static final String JOIN =
            "left join sent_mail s on s.user_id = u.id and s.hour = date_trunc('hour', now(), 'UTC')";

    private static final String READ = "select " + COLUMNS + " from users u " + JOIN + " where u.id = $1";

    private final Pool pool;
    private final SendingSettings settings;

    SendingLimits(Pool pool, SendingSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    public int perHour() {
        return settings.perHour();
    }

    public boolean provenAddressesOnly() {
        return settings.provenAddressesOnly();
    }

    /** @throws AccountDeleted (in the Uni) if the account was deleted */
    public Uni<SendingLimit> read(UUID userId) {
        return pool.preparedQuery(READ).execute(Tuple.of(userId)).map(rows -> {
            if (rows.size() == 0) {
                throw new AccountDeleted();
            }
            return of(rows.iterator().next());
        });
    }

    /** The limit in a row of {@link #COLUMNS}. */
    public SendingLimit of(Row row) {
        return new SendingLimit(
                row.getBoolean("proven") || !provenAddressesOnly(),
                perHour(),
                Math.max(0, perHour() - row.getInteger("sent")),
                row.getOffsetDateTime("next_hour").toInstant(),
                row.getOffsetDateTime("at").toInstant());
    }
}
