package co.getanswers.mailbox.gmail;

import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Requests to Google, one after the other, on threads that may block. Redirections are not followed. */
final class GmailHttp {
    /** The longest time for a whole answer, also of a large mail over a slow line. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final HttpClient client;
    private final HostRule hosts;
    private final Duration timeout;
    private volatile @Nullable CompletableFuture<?> current;
    private volatile boolean aborted;

    GmailHttp(HttpClient client, HostRule hosts, Duration timeout) {
        this.client = client;
        this.hosts = hosts;
        this.timeout = timeout;
    }

    /** @param longest the most bytes of the answer's body */
    GmailAnswer send(HttpRequest.Builder request, int longest) throws IOException {
        var complete = request.timeout(timeout).build();
        hosts.require(complete.uri());
        var heardAt = new AtomicLong(System.nanoTime());
        var answer = client.sendAsync(complete, info -> {
            heardAt.set(System.nanoTime());
            return new BoundedBody(longest, () -> heardAt.set(System.nanoTime()));
        });
        current = answer;
        try {
            if (aborted) {
                throw new CancellationException();
            }
            return of(await(answer, heardAt));
        } catch (TimeoutException | CancellationException ended) {
            throw unreachable(ended);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof GmailFailure known ? known : unreachable(failed);
        } finally {
            answer.cancel(true);
            current = null;
        }
    }

    /** Waits as long as the answer goes on; the client's own time-out ends with the first part of it. */
    private <T> T await(CompletableFuture<T> answer, AtomicLong heardAt)
            throws InterruptedException, ExecutionException, TimeoutException {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            var now = System.nanoTime();
            var left = Math.min(heardAt.get() + timeout.toNanos() - now, end - now);
            if (left <= 0) {
                throw new TimeoutException();
            }
            try {
                return answer.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException waiting) {
                // Parts of it may have come meanwhile.
            }
        }
    }

    private static GmailAnswer of(HttpResponse<byte[]> response) {
        return GmailAnswer.of(response.statusCode(), response.headers(), response.body());
    }

    private static GmailFailure unreachable(Exception cause) {
        return new GmailFailure(
                Kind.UNREACHABLE, "Gmail can't be reached now, or its answer was lost.", Duration.ZERO, cause);
    }

    /** Ends the present request and all later ones, from any thread. */
    void abort() {
        aborted = true;
        var running = current;
        if (running != null) {
            running.cancel(true);
        }
    }
}
