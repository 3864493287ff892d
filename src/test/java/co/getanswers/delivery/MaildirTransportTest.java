package co.getanswers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirTransportTest {
    private static final SendGate NEVER = new SendGate(() -> {
        throw new AssertionError("Nothing is unknown of a file");
    });

    @TempDir
    Path folder;

    private Path dana() {
        return folder.resolve("dana@acme.example");
    }

    @Test
    void aReplyLiesAmongTheNewMailOfWhomItIsTo() throws Exception {
        var file = Path.of(new MaildirTransport(folder).send(ReplyTest.aReply(), NEVER));

        assertThat(file).hasParent(dana().resolve("new"));
        assertThat(Files.readString(file)).contains("Subject: Re: Renewal");
        assertThat(dana().resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void sentAgainItIsThereOnceAlsoWhereItHasBeenRead() throws Exception {
        var maildir = new MaildirTransport(folder);
        var file = Path.of(maildir.send(ReplyTest.aReply(), NEVER));
        maildir.send(ReplyTest.aReply(), NEVER);
        assertThat(dana().resolve("new")).isDirectoryContaining(file::equals);

        Files.move(file, dana().resolve("cur").resolve(file.getFileName() + ":2,S"));
        maildir.send(ReplyTest.aReply(), NEVER);

        assertThat(dana().resolve("new")).isEmptyDirectory();
    }
}
