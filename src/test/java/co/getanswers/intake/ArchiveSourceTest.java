package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.MailReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveSourceTest {
    /** The kinds of archives. */
    enum Kind {
        ZIP,
        TAR,
        TAR_GZ;

        byte[] of(Map<String, byte[]> files) throws IOException {
            return switch (this) {
                case ZIP -> Archives.zip(files);
                case TAR -> Archives.tar(files);
                case TAR_GZ -> Archives.gzip(Archives.tar(files));
            };
        }
    }

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @ParameterizedTest
    @EnumSource
    void everyFileIsReadOrNamed(Kind kind) throws IOException {
        var loose = Archives.mail("loose");
        files.put("box/", new byte[0]);
        files.put("box/loose.eml", loose);
        files.put("box/apple.EMLX", Archives.bytes(loose.length + "\n" + new String(loose, "UTF-8") + "<?xml?>"));
        files.put("box/all.mbox", Archives.mbox("first", "second"));
        files.put("Thunderbird/Inbox", Archives.mbox("third"));
        files.put("Maildir/cur/17.M1.host:2,S", Archives.mail("delivered"));
        files.put("Maildir/cur/18.M1.host:2,DS", Archives.mail("draft"));
        files.put("notes.txt", Archives.bytes("Note: to be done\n"));
        files.put("empty.eml", new byte[0]);
        files.put("picture.eml", new byte[] {0, 5, 22, 7});
        files.put("last.eml", Archives.mail("last"));

        assertThat(read(kind.of(files)))
                .containsExactly(
                        entry("box/loose.eml", ""),
                        entry("box/apple.EMLX", ""),
                        entry("box/all.mbox, message 1", ""),
                        entry("box/all.mbox, message 2", ""),
                        entry("Thunderbird/Inbox, message 1", ""),
                        entry("Maildir/cur/17.M1.host:2,S", ""),
                        entry("Maildir/cur/18.M1.host:2,DS", Intake.DRAFT),
                        entry("notes.txt", "It is no mail."),
                        entry("empty.eml", "It is empty."),
                        entry("picture.eml", "It is no mail."),
                        entry("last.eml", ""));
    }

    @ParameterizedTest
    @EnumSource
    void aLargeMessageIsRefusedAndTheRestGoesOn(Kind kind) throws IOException {
        var large = Arrays.copyOf(Archives.mail("large"), MailReader.MAX_SIZE + 1);
        files.put("large.eml", large);
        files.put("small.eml", Archives.mail("small"));
        assertThat(read(kind.of(files)))
                .containsExactly(entry("large.eml", MailReader.TOO_LARGE), entry("small.eml", ""));
    }

    @ParameterizedTest
    @EnumSource
    void anArchiveThatIsCutOffKeepsWhatCameBefore(Kind kind) throws IOException {
        for (var i = 0; i < 40; i++) {
            files.put(i + ".eml", Archives.mail("message " + i * 7919));
        }
        var whole = kind.of(files);
        for (var length : new int[] {whole.length / 2, whole.length - (kind == Kind.TAR ? 18 * 512 : 20)}) {
            var batches = new BatchReader(open(Arrays.copyOf(whole, length)));
            var before = batches.next();
            assertThat(before.mails()).isNotEmpty();
            assertThatThrownBy(batches::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(in|after) \\d+\\.eml: .+");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZIP", "TAR"})
    void anArchiveThatIsCutOffBetweenTwoFilesIsNoWholeOne(Kind kind) throws IOException {
        files.put("one.eml", Archives.mail("one"));
        var end = kind == Kind.ZIP ? indexOf(kind.of(files), 'P', 'K', 1, 2) : 1024;
        var cut = Arrays.copyOf(kind.of(files), end);
        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class).hasMessageContaining("cut off");
    }

    @Test
    void aListOfMoreFilesThanThereAreTellsOfDamage() throws IOException {
        files.put("one.eml", Archives.mail("one"));
        var zip = Archives.zip(files);
        zip[zip.length - 12] = 2;
        assertThatThrownBy(() -> read(zip)).hasMessageContaining("it lists 2 entries, and 1 could be read");
    }

    @Test
    void aDamagedHeaderOfTarIsTold() throws IOException {
        files.put("one.eml", Archives.mail("one"));
        files.put("two.eml", Archives.mail("two"));
        var tar = Archives.tar(files);
        tar[1024] = 'X';
        assertThatThrownBy(() -> read(tar)).hasMessageContaining("after one.eml: ");
    }

    @ParameterizedTest
    @EnumSource(names = {"TAR", "TAR_GZ"})
    void linksInTarAreNamed(Kind kind) throws IOException {
        files.put("link.eml", new byte[0]);
        files.put("one.eml", Archives.mail("one"));
        var tar = Archives.tar(files);
        tar[156] = TarConstants.LF_SYMLINK;
        setChecksum(tar);
        assertThat(read(kind == Kind.TAR ? tar : Archives.gzip(tar)))
                .containsExactly(entry("link.eml", FolderEntries.LINK), entry("one.eml", ""));
    }

    @ParameterizedTest
    @EnumSource
    void namesAreShownCleaned(Kind kind) throws IOException {
        files.put("\u202Ered\u0007\u009B.txt", Archives.bytes("x"));
        files.put("ü".repeat(300) + ".eml", Archives.mail("long"));
        assertThat(read(kind.of(files)).keySet())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("red .txt"),
                        second -> assertThat(second)
                                .hasSizeLessThan(250)
                                .startsWith("…ü")
                                .endsWith("ü.eml"));
    }

    @ParameterizedTest
    @EnumSource
    void anArchiveWithoutFilesHoldsNoMail(Kind kind) throws IOException {
        files.put("folder/", new byte[0]);
        var archive = kind.of(files);
        assertThatThrownBy(() -> read(archive)).isInstanceOf(UnreadableMail.class);
    }

    @Test
    void compressedMailboxesAndMessagesAreRead() throws IOException {
        assertThat(read(Archives.gzip(Archives.mbox("one", "two")))).containsOnlyKeys("message 1", "message 2");
        assertThat(read(Archives.gzip(Archives.mail("one")))).containsOnlyKeys("message 1");
    }

    @Test
    void filesLongerThanTheHeaderOfAnArchiveAreStillMail() throws IOException {
        var subject = "a long subject ".repeat(50).strip();
        assertThat(read(Archives.mbox(subject, "two"))).containsOnlyKeys("message 1", "message 2");
        assertThat(read(Archives.mail(subject))).containsOnlyKeys("message 1");
        assertThatThrownBy(() -> read(Archives.bytes("no mail, ".repeat(100)))).isInstanceOf(UnreadableMail.class);
    }

    @Test
    void whatExpandsTooFarIsStopped() throws IOException {
        var compressed = Archives.gzip(new byte[1_000_000]);
        var file = new CountedInput(new ByteArrayInputStream(compressed), 1);
        var limited = new ExpansionLimit(new java.util.zip.GZIPInputStream(file), file, 1_000);
        assertThatThrownBy(() -> limited.transferTo(OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("200 times");
    }

    @Test
    void onlyAMailboxInAnArchiveMayBeFromGmail() throws IOException {
        var exported = "X-GM-THRID: 1\nX-Gmail-Labels: Inbox\n" + new String(Archives.mail("exported"), "UTF-8");
        files.put("loose.eml", Archives.bytes(exported));
        files.put("All.mbox", Archives.bytes("From 1@xxx Mon Nov 02 10:00:00 +0000 2026\n" + exported));
        var source = open(Archives.zip(files));
        assertThat(source.next().orElseThrow().fromGmail()).isFalse();
        assertThat(source.next().orElseThrow().fromGmail()).isTrue();
    }

    private static MailSource open(byte[] archive) throws IOException {
        return MailSources.open(new ByteArrayInputStream(archive));
    }

    /** The names of the messages, each with the reason for a refusal. */
    private static Map<String, String> read(byte[] archive) throws IOException {
        return Sources.read(open(archive));
    }

    private static int indexOf(byte[] bytes, int... part) {
        var at = 0;
        while (!Arrays.equals(
                Arrays.copyOfRange(bytes, at, at + part.length),
                new byte[] {(byte) part[0], (byte) part[1], (byte) part[2], (byte) part[3]})) {
            at++;
        }
        return at;
    }

    private static void setChecksum(byte[] tar) {
        Arrays.fill(tar, 148, 156, (byte) ' ');
        var sum = Stream.iterate(0, i -> i < 512, i -> i + 1)
                .mapToInt(i -> tar[i] & 0xFF)
                .sum();
        System.arraycopy(Archives.bytes("%06o\0 ".formatted(sum)), 0, tar, 148, 8);
    }
}
