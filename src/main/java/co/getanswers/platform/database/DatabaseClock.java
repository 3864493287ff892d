package co.getanswers.platform.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** The database's clock, by which every time is stored that instances compare: their own clocks differ. */
public final class DatabaseClock {
    private static final String NOW = "select clock_timestamp()";

    private DatabaseClock() {}

    /** Reads the time, in microseconds, in the caller's session. */
    public static Uni<Instant> now() {
        return Panache.getSession()
                .chain(database ->
                        database.createNativeQuery(NOW, Instant.class).getSingleResult());
    }
}
