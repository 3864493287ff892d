package co.getanswers.platform.embedded;

import co.getanswers.platform.DevelopmentMailServer;
import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** A GreenMail in this process, as the mail server of dev mode. */
public final class EmbeddedMailServer implements DevelopmentMailServer {
    private static final String HOST = "127.0.0.1";
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    @Override
    public Running start(String address, String password, List<byte[]> inbox, List<byte[]> sent) {
        var server =
                new GreenMail(new ServerSetup[] {setup(ServerSetup.PROTOCOL_IMAP), setup(ServerSetup.PROTOCOL_SMTP)});
        server.start();
        var user = server.setUser(address, address, password);
        var folders = server.getManagers().getImapHostManager();
        try {
            folders.createMailbox(user, "Drafts");
            var sentFolder = folders.createMailbox(user, "Sent");
            sent.forEach(mail -> sentFolder.appendMessage(message(mail), new Flags(Flags.Flag.SEEN), new Date()));
        } catch (AuthorizationException | FolderException impossible) {
            throw new IllegalStateException("A user may make folders of its own", impossible);
        }
        inbox.forEach(mail -> user.deliver(message(mail)));
        return new Box(server, user);
    }

    private static ServerSetup setup(String protocol) {
        var setup = new ServerSetup(0, HOST, protocol);
        setup.setServerStartupTimeout(LONGEST_START.toMillis());
        return setup;
    }

    private static MimeMessage message(byte[] mail) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        } catch (MessagingException unreadable) {
            throw new IllegalArgumentException("A mail of the demo can't be read", unreadable);
        }
    }

    private record Box(GreenMail server, GreenMailUser user) implements Running {
        @Override
        public int imapPort() {
            return server.getImap().getPort();
        }

        @Override
        public int smtpPort() {
            return server.getSmtp().getPort();
        }

        @Override
        public void deliver(byte[] mail) {
            user.deliver(message(mail));
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
