package co.getanswers.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MIB = 1024 * 1024;

    private final MemoryBudget budget = new MemoryBudget(60 * MIB);

    @Test
    void largeMailSharesTheBudget() {
        var first = budget.none();
        var second = budget.none();
        assertThat(first.tryGrow(6 * MIB)).isTrue();
        assertThat(second.tryGrow(5 * MIB)).isFalse();
        assertThat(second.tryGrow(4 * MIB)).isTrue();
        first.close();
        assertThat(second.tryGrow(10 * MIB)).isTrue();
    }

    @Test
    void aSingleMailMayBeLargerThanTheBudget() {
        assertThat(budget.none().tryGrow(1000 * MIB)).isTrue();
        assertThat(budget.none().tryGrow(MIB)).isFalse();
    }

    @Test
    void smallMailIsNeverRefused() {
        assertThat(budget.none().tryGrow(1000 * MIB)).isTrue();
        assertThat(budget.none().tryGrow(MemoryBudget.SMALL)).isTrue();
    }

    @Test
    void theMemoryIsGivenBackOnce() {
        var first = budget.none();
        first.tryGrow(10 * MIB);
        first.close();
        first.close();
        assertThat(first.tryGrow(10 * MIB)).isTrue();
        assertThat(budget.none().tryGrow(10 * MIB)).isTrue();
        assertThat(budget.none().tryGrow(MIB)).isFalse();
    }

    @Test
    void aReservationThatWaitsGetsWhatIsGivenBack() {
        var first = budget.none();
        first.tryGrow(10 * MIB);
        var second = budget.none();
        var waiting = CompletableFuture.runAsync(() -> second.grow(10 * MIB));
        assertThat(budget.none().tryGrow(MIB)).isFalse();
        first.close();
        await("the reservation").until(waiting::isDone);
    }
}
