package co.getanswers.auth;

import co.getanswers.platform.Role;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.BoundedPool;
import co.getanswers.platform.database.ChannelListener;
import co.getanswers.platform.database.SchemaReady;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells the {@link SessionCache} of this instance which sessions end on any. */
@ApplicationScoped
class EndedSessions {
    private final Roles roles;
    private final SessionCache cache;
    private final ChannelListener listener;

    EndedSessions(Roles roles, SessionCache cache, Vertx vertx, BoundedPool database) {
        this.roles = roles;
        this.cache = cache;
        this.listener = listener(vertx, database);
    }

    static ChannelListener listener(Vertx vertx, BoundedPool database) {
        return new ChannelListener(
                vertx,
                database,
                SessionCache.CHANNEL,
                "Ends of sessions can't be heard; each session is read from the database every second");
    }

    void onSchemaReady(@Observes SchemaReady ready) {
        if (roles.has(Role.SERVE)) {
            listener.start(cache);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        listener.stop();
    }
}
