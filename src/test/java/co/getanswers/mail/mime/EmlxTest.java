package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.mail.UnreadableMail;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmlxTest {
    private static final String MAIL = "From: mira@acme.example\nSubject: Größe\n\nHello\n";

    @Test
    void thePropertyListIsNoPartOfTheMessage() {
        var emlx = Emlx.of(emlx(MAIL, properties(1)));
        assertThat(new String(emlx.message(), StandardCharsets.UTF_8)).isEqualTo(MAIL);
        assertThat(emlx.draft()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "<?xml version=\"1.0\"?>", "\n<!DOCTYPE plist>", "<plist>"})
    void thePropertyListMayBeAbsentOrCut(String rest) {
        assertThat(Emlx.of(emlx(MAIL, rest)).message()).isEqualTo(MAIL.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDraftIsMarked() {
        assertThat(Emlx.of(emlx(MAIL, properties(0x41))).draft()).isTrue();
    }

    @Test
    void aWrongCountIsRefused() {
        assertThatThrownBy(() -> Emlx.of(bytes("9\n" + MAIL)))
                .isInstanceOf(UnreadableMail.class)
                .hasMessageContaining("wrong");
        assertThatThrownBy(() -> Emlx.of(bytes("900\n" + MAIL)))
                .isInstanceOf(UnreadableMail.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> Emlx.of(bytes("9000000000\n" + MAIL)))
                .isInstanceOf(UnreadableMail.class)
                .hasMessage(MailReader.TOO_LARGE);
    }

    @Test
    void theCountTellsTheFormat() {
        assertThat(MailFormat.of(emlx(MAIL, ""))).isEqualTo(MailFormat.EMLX);
        assertThat(MailFormat.of(bytes("12\nbottles"))).isEqualTo(MailFormat.UNKNOWN);
    }

    private static String properties(int flags) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <plist version="1.0"><dict>
                  <key>flags</key>
                  <integer>%d</integer>
                </dict></plist>
                """.formatted(flags);
    }

    private static byte[] emlx(String mail, String rest) {
        return bytes(bytes(mail).length + "      \n" + mail + rest);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
