package co.getanswers.platform.database;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

/** The state of the schema as this process knows it: not ready until its start has found or made it so. */
@Singleton
public class SchemaStatus {
    private final Event<SchemaReady> event;
    private volatile boolean ready;

    SchemaStatus(Event<SchemaReady> event) {
        this.event = event;
    }

    public boolean isReady() {
        return ready;
    }

    /** Returns when every observer of {@link SchemaReady} has run. */
    public void markReady() {
        ready = true;
        event.fire(new SchemaReady());
    }
}
