package co.getanswers.scheduler;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Which instance of several is at work, as a lease that it keeps renewing. */
@Entity
@Table(name = "leaders")
public class Leader extends PanacheEntityBase {
    /** What it leads, such as {@code scheduler}. */
    @Id
    @Column(length = 50)
    public String name;

    @Column(nullable = false, length = 255)
    public String holder;

    /** By the database's clock. */
    @Column(name = "held_until", nullable = false)
    public Instant heldUntil;
}
