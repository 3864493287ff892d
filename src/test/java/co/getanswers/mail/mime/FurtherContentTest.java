package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.FurtherContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurtherContentTest {
    @Test
    void theAlternativeThatIsNotShownIsKept() {
        var mail = Eml.read("""
                From: anna@example.net
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                Thank you.
                --b
                Content-Type: text/html

                <p>Please <b>sign</b> in.</p>
                --b
                Content-Type: text/x-amp-html

                <p>Another page</p>
                --b--
                """);

        assertThat(mail.text()).isEqualTo("Thank you.");
        assertThat(mail.further().alternatives()).isEqualTo("Please sign in.");
        assertThat(mail.further().enclosed()).contains("Another page");
    }

    @Test
    void enclosedMessagesAndTextFilesAreRead() {
        var further = further("""
                From: anna@example.net
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: message/rfc822

                From: carla@example.org
                Subject: The invoice
                Content-Type: multipart/mixed; boundary=c

                --c

                Inner text
                --c
                Content-Type: application/octet-stream; name=plan.exe

                x
                --c--
                --b
                Content-Type: text/plain; name=notes.txt
                Content-Disposition: attachment

                Words in a file
                --b--
                """);

        assertThat(further.enclosed()).contains("The invoice", "Inner text", "Words in a file");
        assertThat(further.files()).contains("plan.exe");
        assertThat(further.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello\nbegin 644 plan.exe\n#0V%T\n`\nend\n",
                "=ybegin line=128 size=3 name=plan.exe\nabc\n=yend size=3\n"
            })
    void encodedBlocksInTextNameTheirFiles(String text) {
        assertThat(further("From: anna@example.net\n\n" + text).files()).containsExactly("plan.exe");
    }

    @Test
    void anArchivesFilesAreListed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("read me.txt"));
            zip.putNextEntry(new ZipEntry("plan.exe"));
        }

        assertThat(attached(bytes.toByteArray()).files()).containsExactly("read me.txt", "plan.exe");
    }

    @Test
    void theAttachmentsOfWinmailDatAreListed() {
        var name = "plan.exe\0".getBytes(StandardCharsets.ISO_8859_1);
        var tnef = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        tnef.putInt(0x223E9F78).putShort((short) 1);
        tnef.put((byte) 2).putInt(0x00018010).putInt(name.length).put(name).putShort((short) 0);
        tnef.put((byte) 2).putInt(0x00069005).putInt(12 + name.length);
        tnef.putInt(0x3707001E).putInt(1).putInt(name.length).put(name).putShort((short) 0);

        assertThat(attached(tnef.array()).files()).containsExactly("plan.exe", "plan.exe");
    }

    @Test
    void aProgramIsKnownByItsFirstBytes() {
        assertThat(attached("MZ harmless".getBytes(StandardCharsets.ISO_8859_1)).files())
                .containsExactly("application/x-msdownload");
    }

    private static FurtherContent attached(byte[] content) {
        return further("From: anna@example.net\nContent-Type: application/octet-stream; name=a.bin\n"
                + "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(content));
    }

    private static FurtherContent further(String mail) {
        return Eml.read(mail).further();
    }
}
