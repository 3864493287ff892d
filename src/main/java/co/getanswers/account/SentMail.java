package co.getanswers.account;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The number of mails that a user sent in the latest hour in which any left. */
@Entity
@Table(name = "sent_mail")
public class SentMail extends PanacheEntityBase {
    @Id
    @References(table = "users")
    @Column(name = "user_id")
    public UUID userId;

    /** The beginning of the hour. */
    @Column(nullable = false)
    public Instant hour;

    @Column(nullable = false)
    public int number;
}
