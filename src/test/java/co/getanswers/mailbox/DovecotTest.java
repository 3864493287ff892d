package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks and moves in a mailbox of Dovecot, which counts changes; skipped where Dovecot is not installed. */
class DovecotTest {
    @TempDir
    Path directory;

    private Dovecot server;
    private ImapProxy proxy;
    private Dovecot.Program person;
    private ImapConnection connection;

    @BeforeEach
    void connect() throws Exception {
        server = new Dovecot(directory);
        person = server.connect();
        person.does("SELECT INBOX");
        for (var i = 0; i < 3; i++) {
            person.does("APPEND INBOX {15+}\r\nSubject: a\r\n\r\nb");
        }
        proxy = new ImapProxy(server.port());
        var address = new ServerSettings("127.0.0.1", proxy.port(), TlsMode.NONE, Dovecot.PERSON);
        var socket = new MailSocket(address, List.of(InetAddress.getLoopbackAddress()), Trust.ofJava(), 1024);
        connection = ImapConnection.open(socket, address, Dovecot.PASSWORD, 10_000);
    }

    @AfterEach
    void end() throws IOException {
        if (connection != null) {
            connection.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyMarkAndEveryExpungedMessageIsCountedAndFound() throws Exception {
        var before = connection.open("INBOX");
        assertThat(connection.countsExpunges()).isTrue();
        assertThat(before.highestModSeq()).isPositive();
        assertThat(connection.open("INBOX")).isEqualTo(before);
        assertThat(connection.marks(List.of(1L, 2L, 3L), 1).answered()).isEmpty();

        person.does("UID STORE 1 +FLAGS.SILENT (\\Answered)");
        var marked = connection.open("INBOX");
        assertThat(marked.highestModSeq()).isGreaterThan(before.highestModSeq());
        var found = connection.marks(List.of(1L, 2L, 3L), 1);
        assertThat(found.answered()).containsExactly(1L);
        assertThat(found.gone()).isEmpty();

        person.does("UID STORE 2 +FLAGS.SILENT (\\Deleted)");
        assertThat(connection.marks(List.of(1L, 2L, 3L), 1).gone()).containsExactly(2L);
        person.does("EXPUNGE");
        var expunged = connection.open("INBOX");
        assertThat(expunged.highestModSeq()).isGreaterThan(marked.highestModSeq());
        assertThat(connection.marks(List.of(1L, 2L, 3L), 1).gone()).containsExactly(2L);

        person.does("CREATE Archive");
        person.does("UID MOVE 3 Archive");
        assertThat(connection.open("INBOX").messages()).isEqualTo(1);
        assertThat(connection.marks(List.of(1L, 3L), 1).gone()).containsExactly(3L);
        assertThat(connection.heads(1, 10)).extracting(MessageHead::uid).containsExactly(1L);
    }

    @Test
    void mailIsNoticedOfWhichTheServerTellsBetweenTheLookAndTheWait() throws Exception {
        var opened = connection.open("INBOX");
        assertThat(connection.heads(1, 10)).hasSize(3);
        assertThat(connection.hasMoreThan(opened)).isFalse();

        person.does("APPEND INBOX {15+}\r\nSubject: a\r\n\r\nb");
        await().until(() -> {
            connection.marks(List.of(1L), 3);
            return connection.hasMoreThan(opened);
        });

        assertThat(connection.open("INBOX").messages()).isEqualTo(4);
        assertThat(connection.hasMoreThan(opened)).isTrue();
    }

    @Test
    void theMarksOfManyMessagesAreAskedForInParts() throws Exception {
        connection.open("INBOX");
        person.does("UID STORE 1 +FLAGS.SILENT (\\Answered)");

        var found = connection.marks(LongStream.rangeClosed(1, 3_000).boxed().toList(), 3);

        assertThat(found.answered()).containsExactly(1L);
        assertThat(found.gone())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(4, 3_000).boxed().toList());
        assertThat(proxy.longestCommand()).isBetween(2_000, 4_000);
    }

    @Test
    void aMessageIsMovedToAnArchiveThatIsMadeWithItsUse() throws Exception {
        assertThat(connection.canMove()).isTrue();
        assertThat(connection.canExpungeSome()).isTrue();
        assertThat(connection.prefix()).isEmpty();
        assertThat(FilingFolder.archive(connection.folders(), connection.keepsAll(), connection.prefix()))
                .isEqualTo(new FilingFolder.Missing("Archive"));
        connection.create("Archive", "\\Archive");
        connection.create("Erledigtes für später", null);
        assertThat(FilingFolder.archive(connection.folders(), false, ""))
                .isEqualTo(new FilingFolder.Existing("Archive"));
        var before = connection.openForChanges("INBOX");
        assertThat(connection.isReadOnly()).isFalse();

        connection.move(Set.of(2L), "Archive");

        assertThat(connection.marks(List.of(1L, 2L, 3L), before.messages() - 1).gone())
                .containsExactly(2L);
        person.does("UID STORE 1 +FLAGS.SILENT (\\Deleted)");
        connection.copy(Set.of(3L), "Erledigtes für später");
        connection.expunge(Set.of(3L));
        assertThat(connection.open("INBOX").messages()).isEqualTo(1);
        assertThat(connection.heads(1, 10)).extracting(MessageHead::uid).containsExactly(1L);
        assertThat(connection.open("Archive").messages()).isEqualTo(1);
        assertThat(connection.open("Erledigtes für später").messages()).isEqualTo(1);
        connection.open("INBOX");
        assertThat(connection.isReadOnly()).isFalse();
    }

    @Test
    void aDraftIsFoundByItsMessageIdWithItsContentAndGoesAlone() throws Exception {
        assertThat(DraftsFolder.of(connection.folders(), "Sent", "")).isEqualTo(new FilingFolder.Missing("Drafts"));
        connection.create("Drafts", DraftsFolder.USE);
        assertThat(DraftsFolder.of(connection.folders(), "Sent", "")).isEqualTo(new FilingFolder.Existing("Drafts"));
        var draft = ("From: mara@example.org\r\nTo: ann@client.example\r\nSubject: Re: Contract\r\n"
                        + "Message-ID: <draft.1@example.org>\r\n\r\nHere it is.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        connection.open("INBOX");

        var told = connection.keepDraft("Drafts", draft);

        var opened = connection.openForChanges("Drafts");
        assertThat(told).isNotNull();
        assertThat(told.uid).isEqualTo(1);
        assertThat(told.uidvalidity).isEqualTo(opened.uidValidity());
        assertThat(opened.messages()).isEqualTo(1);
        assertThat(connection.found("draft.1@example.org")).containsExactly(1L);
        var heads = connection.heads(1, 1);
        assertThat(heads).extracting(MessageHead::passedOver).containsExactly(true);
        assertThat(DraftText.hash(connection.bodies(heads).get(1L))).isEqualTo(DraftText.hash(draft));
        person.does("APPEND Drafts {15+}\r\nSubject: a\r\n\r\nb");
        person.does("SELECT Drafts");
        person.does("UID STORE 2 +FLAGS.SILENT (\\Deleted)");
        connection.expunge(Set.of(1L));
        assertThat(connection.open("Drafts").messages()).isEqualTo(1);
        assertThat(connection.heads(1, 10)).extracting(MessageHead::uid).containsExactly(2L);
    }
}
