package co.getanswers.account;

import co.getanswers.platform.Failure;
import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;

/**
 * What the statistics show of one user, kept up to date in the transaction that changes what is counted.
 * Whoever writes a user's mail, objectives or actions locks this row first: it is also what makes two writers
 * of one mailbox take turns.
 */
@Entity
@Table(name = "user_counters")
public class UserCounters extends PanacheEntityBase {
    private static final String LOCK = "select user_id from user_counters where user_id = $1 for update";

    @Id
    @References(table = "users")
    @Column(name = "user_id")
    public UUID userId;

    @ColumnDefault("0")
    @Column(name = "pending_high", nullable = false)
    public int pendingHigh;

    @ColumnDefault("0")
    @Column(name = "pending_medium", nullable = false)
    public int pendingMedium;

    @ColumnDefault("0")
    @Column(name = "pending_low", nullable = false)
    public int pendingLow;

    @ColumnDefault("0")
    @Column(name = "waiting_on_you", nullable = false)
    public int waitingOnYou;

    @ColumnDefault("0")
    @Column(name = "waiting_on_others", nullable = false)
    public int waitingOnOthers;

    @ColumnDefault("0")
    @Column(nullable = false)
    public int handled;

    @ColumnDefault("0")
    @Column(nullable = false)
    public int scheduled;

    @ColumnDefault("0")
    @Column(nullable = false)
    public int muted;

    /** The day, in UTC, that the two counts below are of; null before the first resolved action. */
    @Column(name = "resolved_on")
    public LocalDate resolvedOn;

    /** Actions resolved on that day, by the person or the agent. */
    @ColumnDefault("0")
    @Column(name = "resolved_that_day", nullable = false)
    public int resolvedThatDay;

    /** Those of them that the agent resolved without review. */
    @ColumnDefault("0")
    @Column(name = "autonomous_that_day", nullable = false)
    public int autonomousThatDay;

    /**
     * Locks the user's row until the caller's transaction ends; the first thing to do in every transaction that writes
     * the user's mail, objectives or actions.
     *
     * @throws Failure.Unauthenticated (in the Uni) where the account was deleted, which a session that is still believed
     *     for some seconds doesn't tell
     */
    public static Uni<Void> lock(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK.replace("$1", "?1"), UUID.class)
                        .setParameter(1, userId)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(UserCounters::accountDeleted)
                .replaceWithVoid();
    }

    /** The same over the plain client, but that a deleted account is nothing: what follows finds nothing of it. */
    public static Uni<Void> lock(SqlClient transaction, UUID userId) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(userId)).replaceWithVoid();
    }

    public static Failure.Unauthenticated accountDeleted() {
        return new Failure.Unauthenticated("The account no longer exists.");
    }
}
