package co.getanswers.mailbox.gmail;

import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects the body of an answer, and gives it up where it is longer than its limit. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final int longest;
    private final Runnable heard;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    /** @param heard called for each part; it must not block */
    BoundedBody(int longest, Runnable heard) {
        this.longest = longest;
        this.heard = heard;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription started) {
        subscription = started;
        started.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        heard.run();
        for (var part : parts) {
            if (whole.isDone()) {
                return;
            }
            if (body.size() + part.remaining() > longest) {
                Objects.requireNonNull(subscription).cancel();
                whole.completeExceptionally(new GmailFailure(Kind.TOO_LARGE, "The answer of Gmail is too long."));
                return;
            }
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            body.write(bytes, 0, bytes.length);
        }
    }

    @Override
    public void onError(Throwable failed) {
        whole.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
        whole.complete(body.toByteArray());
    }
}
