package co.getanswers.original;

import co.getanswers.mail.Message;
import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The original of a {@link Message}. It is deleted with the message, or before, when its time is over. */
@Entity
@Table(
        name = "message_sources",
        options = "with (autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_scale_factor = 0.02)")
public class MessageSource extends PanacheEntityBase {
    @Id
    @References(table = "messages")
    @Column(name = "message_id")
    public UUID messageId;

    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(nullable = false, length = 20)
    public Algorithm algorithm;

    /** The bytes of the original. */
    @Column(nullable = false)
    public int size;

    /** The compressed original. */
    @Column(nullable = false, columnDefinition = "bytea")
    public byte[] content;
}
