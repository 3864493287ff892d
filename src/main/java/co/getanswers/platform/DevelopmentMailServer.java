package co.getanswers.platform;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The mail server of dev mode. As with {@link DevelopmentServer}, the packaged application has no provider of it, and neither
 * its classes nor their libraries can be reached there.
 */
public interface DevelopmentMailServer {
    /** Returns the server's provider; empty in the packaged application. */
    static Optional<DevelopmentMailServer> find() {
        return ServiceLoader.load(DevelopmentMailServer.class, DevelopmentMailServer.class.getClassLoader())
                .findFirst();
    }

    /**
     * Starts a server with one mailbox, which lives as long as it runs. It takes mail for every address.
     *
     * @param address of the mailbox, and the name to log in with
     * @param inbox messages (RFC 5322), the oldest first
     * @param sent those of the folder of sent mail
     */
    Running start(String address, String password, List<byte[]> inbox, List<byte[]> sent);

    /** A server on free ports of the loopback interface, without encryption. */
    interface Running extends AutoCloseable {
        int imapPort();

        int smtpPort();

        /** Puts a message into the inbox. */
        void deliver(byte[] mail);

        @Override
        void close();
    }
}
