package co.getanswers.scheduler;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The lease of the one active instance, which renews it. */
@Entity
@Table(name = "leaders")
public class Leader extends PanacheEntityBase {
    /** The role that is led, such as {@code scheduler}. */
    @Id
    @Column(length = 50)
    public String name;

    @Column(nullable = false, length = 255)
    public String holder;

    /** The end of the lease, by the database's clock. */
    @Column(name = "held_until", nullable = false)
    public Instant heldUntil;
}
