package co.getanswers.delivery;

import co.getanswers.delivery.DeliveryFailure.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Properties;

/**
 * Delivers replies as files, into a Maildir for each recipient. A reply's file has the same name at every attempt: writing
 * it again changes nothing, so that no result is ever unknown.
 */
final class MaildirTransport implements Transport {
    private final Path folder;

    MaildirTransport(Path folder) {
        this.folder = folder;
    }

    @Override
    public String send(Reply reply, SendGate gate) throws DeliveryFailure {
        try {
            var names = new ArrayList<String>();
            for (var recipient : reply.recipients()) {
                names.add(deliver(reply, recipient.email()));
            }
            return names.get(0);
        } catch (MessagingException unwritable) {
            throw new DeliveryFailure(
                    Kind.PERMANENT, "The reply can't be written: " + unwritable.getMessage(), unwritable);
        } catch (IOException failed) {
            throw new DeliveryFailure(Kind.TEMPORARY, "The Maildir can't be written: " + failed, failed);
        }
    }

    private String deliver(Reply reply, String recipient) throws IOException, MessagingException {
        var maildir = folder.resolve(recipient.replaceAll("[^A-Za-z0-9@._+-]", "_"));
        for (var part : new String[] {"tmp", "new", "cur"}) {
            Files.createDirectories(maildir.resolve(part));
        }
        var name = reply.actionId() + ".getanswers";
        if (!isRead(maildir.resolve("cur"), name)) {
            write(reply, maildir, name);
        }
        return maildir.resolve("new").resolve(name).toString();
    }

    /** Tells whether the file is there, also after a mail program moved it and added flags to its name. */
    private static boolean isRead(Path cur, String name) throws IOException {
        try (var files = Files.list(cur)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(name));
        }
    }

    private static void write(Reply reply, Path maildir, String name) throws IOException, MessagingException {
        var unfinished = maildir.resolve("tmp").resolve(name);
        try (var file = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                var out = Channels.newOutputStream(file)) {
            MimeReply.of(reply, Session.getInstance(new Properties())).writeTo(out);
            out.flush();
            file.force(true);
        }
        Files.move(
                unfinished,
                maildir.resolve("new").resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
