package co.getanswers.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffloadTest {
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() throws Exception {
        threads.shutdown();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void worksElsewhereAndResumesWhereItWasAskedFor() throws Exception {
        var worked = new CompletableFuture<Context>();
        var resumed = new CompletableFuture<Context>();
        var caller = vertx.getOrCreateContext();

        caller.runOnContext(now -> Offload.supply(() -> worked.complete(Vertx.currentContext()), threads)
                .subscribe()
                .with(done -> resumed.complete(Vertx.currentContext()), resumed::completeExceptionally));

        assertThat(resumed.get(10, TimeUnit.SECONDS)).isSameAs(caller);
        assertThat(worked).isCompletedWithValue(null);
    }

    @Test
    void resumesThereAfterAFailureToo() throws Exception {
        var resumed = new CompletableFuture<Context>();
        var caller = vertx.getOrCreateContext();

        caller.runOnContext(now -> Offload.supply(
                        () -> {
                            throw new IllegalStateException("It can't be done.");
                        },
                        threads)
                .subscribe()
                .with(
                        done -> resumed.completeExceptionally(new AssertionError("It was done.")),
                        failed -> resumed.complete(Vertx.currentContext())));

        assertThat(resumed.get(10, TimeUnit.SECONDS)).isSameAs(caller);
    }

    @Test
    void ofAThreadOfItsOwnItNeedsNoContext() {
        var done = Offload.supply(() -> "done", threads).await().atMost(Duration.ofSeconds(10));

        assertThat(done).isEqualTo("done");
    }
}
