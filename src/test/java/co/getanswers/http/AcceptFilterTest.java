package co.getanswers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptFilterTest {
    @Test
    void problemsAloneAreEveryRangeOfEveryHeader() {
        assertThat(AcceptFilter.acceptsProblemsAlone(List.of("application/problem+json")))
                .isTrue();
        assertThat(AcceptFilter.acceptsProblemsAlone(List.of(
                        "Application/Problem+JSON; q=0.9, application/problem+json", "application/problem+json")))
                .isTrue();
    }

    @Test
    void anyOtherRangeIsNegotiated() {
        assertThat(AcceptFilter.acceptsProblemsAlone(List.of())).isFalse();
        assertThat(AcceptFilter.acceptsProblemsAlone(List.of(""))).isFalse();
        assertThat(AcceptFilter.acceptsProblemsAlone(List.of("image/png"))).isFalse();
        assertThat(AcceptFilter.acceptsProblemsAlone(List.of("application/problem+json, text/csv")))
                .isFalse();
        assertThat(AcceptFilter.acceptsProblemsAlone(List.of("application/problem+json", "*/*")))
                .isFalse();
    }
}
