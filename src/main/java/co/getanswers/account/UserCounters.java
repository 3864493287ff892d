package co.getanswers.account;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;

/**
 * The counts that the statistics show, kept up to date in the transaction that changes them. The row is also the
 * mailbox's lock: see {@link MailboxTransaction}.
 */
@Entity
@Table(name = "user_counters")
public class UserCounters extends PanacheEntityBase {
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

    /** The day, in UTC, of the two counts below; absent before the first resolved action. */
    @Column(name = "resolved_on")
    public @Nullable LocalDate resolvedOn;

    /** The number of actions resolved on that day, by the person or the agent. */
    @ColumnDefault("0")
    @Column(name = "resolved_that_day", nullable = false)
    public int resolvedThatDay;

    /** The number of them that the agent resolved without review. */
    @ColumnDefault("0")
    @Column(name = "autonomous_that_day", nullable = false)
    public int autonomousThatDay;
}
