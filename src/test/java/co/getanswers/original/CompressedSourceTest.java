package co.getanswers.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedSourceTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 5_000, 300_000, 2_000_000})
    void randomBytesComeBackAsTheyWere(int size) {
        var source = new byte[size];
        new Random(size).nextBytes(source);

        assertThat(CompressedSource.of(source).decompress()).isEqualTo(source);
    }

    @Test
    void textTakesHalfTheRoomAndComesBack() {
        var source = "Received: from mx.acme.example by mail.example.com\r\nSubject: The plans\r\n\r\nDo you agree?\r\n"
                .repeat(20)
                .getBytes(StandardCharsets.US_ASCII);
        var compressed = CompressedSource.of(source);

        assertThat(compressed.size()).isEqualTo(source.length);
        assertThat(compressed.content()).hasSizeLessThan(source.length / 2);
        assertThat(compressed.decompress()).isEqualTo(source);
    }

    @Test
    void aLongPageTakesLittleRoom() {
        var source = "<tr><td align=\"left\">The plans of the garden</td><td>1,200</td></tr>\r\n"
                .repeat(5_000)
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(CompressedSource.of(source).content()).hasSizeLessThan(source.length / 20);
    }

    @Test
    void anEncodedAttachmentTakesTheRoomOfItsContent() {
        var content = new byte[1_000_000];
        new Random(1).nextBytes(content);
        var source = Base64.getMimeEncoder().encode(content);

        assertThat(CompressedSource.of(source).content().length).isLessThan(content.length * 105 / 100);
    }

    @Test
    void aDamagedOneIsNoOriginal() {
        var compressed = CompressedSource.of("Subject: x\n\nHello".getBytes(StandardCharsets.US_ASCII));
        var cut =
                new CompressedSource(compressed.algorithm(), compressed.size(), Arrays.copyOf(compressed.content(), 4));

        assertThatThrownBy(cut::decompress).isInstanceOf(IllegalStateException.class);
    }
}
