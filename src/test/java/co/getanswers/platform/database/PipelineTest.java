package co.getanswers.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PipelineTest {
    @Test
    void sendsAllBeforeAnyAnswerAndKeepsTheirOrder() {
        var first = new CompletableFuture<String>();
        var second = new CompletableFuture<String>();
        var answers = Pipeline.of(List.of(uni(first), uni(second))).subscribeAsCompletionStage();

        second.complete("b");
        first.complete("a");

        assertThat(answers.join()).containsExactly("a", "b");
    }

    @Test
    void failsWithTheFirstFailureAfterTheLastAnswer() {
        var cause = new IllegalStateException("refused");
        var last = new CompletableFuture<String>();
        var answers = Pipeline.of(List.of(
                        Uni.createFrom().item("a"),
                        Uni.createFrom().<String>failure(cause),
                        Uni.createFrom().<String>failure(new IllegalStateException("aborted")),
                        uni(last)))
                .subscribeAsCompletionStage();

        assertThat(answers).isNotDone();
        last.complete("d");

        assertThatThrownBy(answers::join).hasCause(cause);
    }

    @Test
    void oneStatementNeedsNoCompany() {
        assertThat(Pipeline.of(List.of(Uni.createFrom().item("a"))).await().indefinitely())
                .containsExactly("a");
    }

    private static Uni<String> uni(CompletableFuture<String> answer) {
        return Uni.createFrom().completionStage(answer);
    }
}
