package co.getanswers.events;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.platform.Failure;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The open streams of this instance. One statement at each interval reads the state of all of their users: a notification
 * per change would make the commits of all writers take turns.
 */
@ApplicationScoped
public class EventStreams {
    private static final Logger LOG = Logger.getLogger(EventStreams.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Pool pool;
    private final EventSettings settings;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private boolean looking;
    private volatile boolean stopping;

    EventStreams(Vertx vertx, Pool pool, EventSettings settings) {
        this.vertx = vertx;
        this.pool = pool;
        this.settings = settings;
    }

    /**
     * Opens a stream, which lasts until the client goes, the session ends or the instance stops.
     *
     * @param seen the state that the client has seen; absent if it names none
     * @throws Failure.RateLimited if the user has as many streams as one may have
     * @throws Failure.Unavailable if the instance has, or is about to stop
     */
    Multi<OutboundSseEvent> open(AuthenticatedUser user, Sse sse, @Nullable State seen) {
        if (stopping || streams.size() >= settings.streams()) {
            throw new Failure.Unavailable("This instance takes no more streams: try again shortly.", RETRY_AFTER);
        }
        var own = streams.stream()
                .filter(open -> open.user().id().equals(user.id()))
                .count();
        if (own >= settings.streamsPerUser()) {
            throw new Failure.RateLimited(
                    "You have " + own + " streams open already: close some of them.", RETRY_AFTER);
        }
        return Multi.createFrom().emitter(client -> add(user, sse, client, seen), BackPressureStrategy.BUFFER);
    }

    private void add(
            AuthenticatedUser user, Sse sse, MultiEmitter<? super OutboundSseEvent> client, @Nullable State seen) {
        var stream = new EventStream(user, sse, client, seen);
        client.onTermination(() -> streams.remove(stream));
        streams.add(stream);
        begin();
    }

    /** Looks for changes for as long as somebody listens. */
    private synchronized void begin() {
        if (!looking) {
            looking = true;
            vertx.setTimer(settings.interval().toMillis(), due -> look());
        }
    }

    private void look() {
        var asked = List.copyOf(streams);
        if (asked.isEmpty()) {
            end();
            return;
        }
        var sessions = asked.stream().map(open -> open.user().sessionId()).toArray(UUID[]::new);
        var users = asked.stream().map(open -> open.user().id()).toArray(UUID[]::new);
        pool.preparedQuery(State.SQL)
                .execute(Tuple.of(sessions, users))
                .subscribe()
                .with(rows -> tell(asked, rows), failed -> {
                    LOG.debug("The changes could not be read", failed);
                    again(asked);
                });
    }

    private void tell(List<EventStream> asked, RowSet<Row> rows) {
        var states = new HashMap<UUID, State>();
        rows.forEach(row -> states.put(row.getUUID("session_id"), State.of(row)));
        for (var stream : asked) {
            var state = states.get(stream.user().sessionId());
            if (state == null) {
                stream.end();
            } else {
                stream.update(state);
            }
        }
        again(asked);
    }

    private void again(List<EventStream> open) {
        open.forEach(stream -> stream.keepAlive(settings.heartbeat()));
        vertx.setTimer(settings.interval().toMillis(), due -> look());
    }

    private synchronized void end() {
        looking = false;
        if (!streams.isEmpty()) {
            begin();
        }
    }

    /** Ends the streams at once: the requests under way are waited for, and these would last. */
    void stop(@Observes ShutdownDelayInitiatedEvent delay) {
        stopping = true;
        streams.forEach(EventStream::end);
    }
}
