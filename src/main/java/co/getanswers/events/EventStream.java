package co.getanswers.events;

import co.getanswers.account.AuthenticatedUser;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One client's stream. Its methods are called by one thread at a time, that of {@link EventStreams}. */
final class EventStream {
    private final AuthenticatedUser user;
    private final Sse sse;
    private final MultiEmitter<? super OutboundSseEvent> client;
    private @Nullable State seen;
    private long lastSent = System.nanoTime();

    /** @param seen the state that the client has seen; absent if it names none */
    EventStream(AuthenticatedUser user, Sse sse, MultiEmitter<? super OutboundSseEvent> client, @Nullable State seen) {
        this.user = user;
        this.sse = sse;
        this.client = client;
        this.seen = seen;
    }

    AuthenticatedUser user() {
        return user;
    }

    /** Tells the client what has changed; one that does not read now is told at the next call. */
    void update(State state) {
        var change = state.since(seen);
        if ((change.mailbox() || change.accounts()) && client.requested() > 0) {
            seen = state;
            send(sse.newEventBuilder()
                    .id(state.id())
                    .name("changed")
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(change)
                    .build());
        }
    }

    void keepAlive(Duration longestSilence) {
        if (System.nanoTime() - lastSent >= longestSilence.toNanos() && client.requested() > 0) {
            send(sse.newEventBuilder().comment("").build());
        }
    }

    private void send(OutboundSseEvent event) {
        lastSent = System.nanoTime();
        client.emit(event);
    }

    void end() {
        client.complete();
    }
}
