package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks and moves in a mailbox of Dovecot, which counts changes; skipped where Dovecot is not installed. */
class DovecotTest {
    private static final Path IMAP = Path.of("/usr/lib/dovecot/imap");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    /** Dovecot opens no mail as root. */
    private static final int NOBODY = 65534;

    @TempDir
    Path directory;

    private final List<Process> running = new ArrayList<>();
    private ServerSocket server;
    private Person person;
    private ImapConnection connection;

    /** Another mail program, logged in. */
    private record Person(OutputStream in, BufferedReader out) {
        void does(String command) throws IOException {
            in.write(("x " + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            in.flush();
            for (var line = out.readLine(); !line.startsWith("x "); line = out.readLine()) {
                assertThat(line).doesNotStartWith("* BYE");
            }
        }
    }

    @BeforeEach
    void connect() throws Exception {
        var root = "root".equals(System.getProperty("user.name"));
        assumeTrue(Files.isExecutable(IMAP) && (!root || Files.isExecutable(SETPRIV)), "Dovecot is not installed");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        var uid = root ? NOBODY : (Integer) Files.getAttribute(directory, "unix:uid");
        var settings = Files.writeString(directory.resolve("dovecot.conf"), """
                protocols = imap
                mail_location = maildir:%1$s/Mail
                mail_uid = %2$d
                mail_gid = %2$d
                first_valid_uid = 0
                first_valid_gid = 0
                log_path = %1$s/log
                base_dir = %1$s/run
                """.formatted(directory, uid));
        var own = imap(settings, root);
        person = new Person(own.getOutputStream(), own.inputReader(StandardCharsets.US_ASCII));
        person.out().readLine();
        person.does("SELECT INBOX");
        for (var i = 0; i < 3; i++) {
            person.does("APPEND INBOX {15+}\r\nSubject: a\r\n\r\nb");
        }
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var forReader = imap(settings, root);
        var bridge = new Thread(() -> bridge(forReader), "dovecot");
        bridge.setDaemon(true);
        bridge.start();
        var address = new ServerSettings("127.0.0.1", server.getLocalPort(), TlsMode.NONE, "person");
        var socket = new MailSocket(address, List.of(InetAddress.getLoopbackAddress()), Trust.ofJava(), 1024);
        connection = ImapConnection.open(socket, address, "secret", 10_000);
    }

    private Process imap(Path settings, boolean root) throws IOException {
        var command = new ArrayList<String>();
        if (root) {
            command.addAll(List.of(SETPRIV.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.addAll(List.of(IMAP.toString(), "-c", settings.toString()));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("USER", "person", "HOME", directory.toString()));
        var process = builder.start();
        running.add(process);
        return process;
    }

    private void bridge(Process imap) {
        try (var client = server.accept()) {
            var answers = new Thread(() -> copy(imap.getInputStream(), client), "dovecot-answers");
            answers.setDaemon(true);
            answers.start();
            var commands = client.getInputStream();
            for (var next = commands.read(); next >= 0; next = commands.read()) {
                imap.getOutputStream().write(next);
                imap.getOutputStream().flush();
            }
        } catch (IOException ended) {
            imap.destroy();
        }
    }

    private static void copy(InputStream answers, Socket client) {
        try {
            answers.transferTo(client.getOutputStream());
        } catch (IOException ended) {
            // The test is over.
        }
    }

    @AfterEach
    void end() throws IOException {
        if (connection != null) {
            connection.close();
        }
        running.forEach(Process::destroy);
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
