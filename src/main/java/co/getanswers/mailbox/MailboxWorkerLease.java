package co.getanswers.mailbox;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A worker that reads mailboxes, by the database's time. Its accounts are free once its row is gone. */
@Entity
@Table(name = "mailbox_workers")
public class MailboxWorkerLease extends PanacheEntityBase {
    @Id
    @Column(nullable = false, length = 255)
    public String id;

    @Column(name = "held_until", nullable = false)
    public Instant heldUntil;
}
