package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import co.getanswers.mail.UnreadableMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    @TempDir
    private Path folder;

    @Test
    void aMaildirGivesWhatWasDelivered() throws IOException {
        for (var part : new String[] {"", ".Work/", ".Work.Offers/", "Plain/"}) {
            write(part + "cur/1.M1.host:2,S", Archives.mail(part + "seen"));
            write(part + "new/2.M2.host", Archives.mail(part + "fresh"));
            write(part + "tmp/3.M3.host", Archives.mail(part + "unfinished"));
            write(part + "dovecot-uidlist", Archives.bytes("3 V1"));
        }
        write("cur/4.M4.host:2,DS", Archives.mail("draft"));
        write("cur/.hidden", Archives.mail("hidden"));
        write("cur/5.M5.host:2,S", Archives.bytes("From x Mon Nov  2 10:00:00 2026\n" + new String(mail(), "UTF-8")));

        assertThat(read(folder))
                .containsOnly(
                        entry("cur/1.M1.host:2,S", ""),
                        entry("new/2.M2.host", ""),
                        entry(".Work/cur/1.M1.host:2,S", ""),
                        entry(".Work/new/2.M2.host", ""),
                        entry(".Work.Offers/cur/1.M1.host:2,S", ""),
                        entry(".Work.Offers/new/2.M2.host", ""),
                        entry("Plain/cur/1.M1.host:2,S", ""),
                        entry("Plain/new/2.M2.host", ""),
                        entry("cur/4.M4.host:2,DS", Intake.DRAFT),
                        entry("cur/5.M5.host:2,S", ""));
        assertThat(read(folder.resolve("new"))).containsOnly(entry("new/2.M2.host", ""));
    }

    private static byte[] mail() {
        return Archives.bytes(new String(Archives.mbox("one", "two"), java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("From .*\n", ""));
    }

    @Test
    void otherFoldersGiveTheirFiles() throws IOException {
        write("a.eml", Archives.mail("a"));
        write("tmp/b.eml", Archives.mail("b"));
        write("deep/er/c.mbox", Archives.mbox("c", "d"));
        write("notes.txt", Archives.mail("no mail by its name"));
        assertThat(read(folder))
                .containsOnly(
                        entry("a.eml", ""),
                        entry("tmp/b.eml", ""),
                        entry("deep/er/c.mbox, message 1", ""),
                        entry("deep/er/c.mbox, message 2", ""),
                        entry("notes.txt", "It is no mail."));
    }

    @Test
    void linksAreNamedAndNotFollowed() throws IOException {
        write("outside/secret.eml", Archives.mail("secret"));
        write("inside/a.eml", Archives.mail("a"));
        Files.createSymbolicLink(folder.resolve("inside/file.eml"), folder.resolve("outside/secret.eml"));
        Files.createSymbolicLink(folder.resolve("inside/folder"), folder.resolve("outside"));
        assertThat(read(folder.resolve("inside")))
                .containsOnly(
                        entry("a.eml", ""), entry("file.eml", FolderEntries.LINK), entry("folder", FolderEntries.LINK));
    }

    @Test
    void aFolderWithoutFilesHoldsNoMail() {
        assertThatThrownBy(() -> read(folder)).isInstanceOf(UnreadableMail.class);
    }

    private void write(String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static Map<String, String> read(Path folder) throws IOException {
        return Sources.read(MailSources.open(folder));
    }
}
