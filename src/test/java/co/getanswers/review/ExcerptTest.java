package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void aShortTextIsWhole() {
        assertThat(ThreadView.excerpt("x".repeat(200))).hasSize(200);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(ThreadView.excerpt("x".repeat(201))).hasSize(200);
    }

    @Test
    void noCharacterIsCutInTwo() {
        var text = "x".repeat(199) + "\uD83D\uDE00" + "y";

        assertThat(ThreadView.excerpt(text)).isEqualTo("x".repeat(199));
    }
}
