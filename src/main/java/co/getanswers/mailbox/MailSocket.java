package co.getanswers.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a mail server. It goes to the addresses that were checked, whatever address it is asked for: a second
 * look-up of the name could lead elsewhere.
 */
final class MailSocket extends Socket {
    private static final Logger LOG = Logger.getLogger(MailSocket.class);

    private final List<InetAddress> addresses;
    private final ServerSettings server;
    private final Trust trust;
    private final long longestLiteral;
    private SocketChannel channel;
    private Socket current;
    private volatile int timeout;
    private @Nullable BoundedResponses responses;
    private volatile @Nullable TimedRequests requests;

    /** @param longestLiteral in bytes, of a server's answer */
    MailSocket(ServerSettings server, List<InetAddress> addresses, Trust trust, long longestLiteral)
            throws IOException {
        this.server = server;
        this.addresses = addresses;
        this.trust = trust;
        this.longestLiteral = longestLiteral;
        this.channel = SocketChannel.open();
        this.current = channel.socket();
    }

    /** The channel beneath, for a selector. */
    SocketChannel channel() {
        return channel;
    }

    @Override
    public void connect(SocketAddress ignored, int within) throws IOException {
        var left = addresses.iterator();
        while (!isConnected()) {
            try {
                channel.socket().connect(new InetSocketAddress(left.next(), server.port()), within);
            } catch (IOException unreachable) {
                channel.close();
                if (!left.hasNext()) {
                    throw new UnreachableServer(
                            "The server " + server.host() + " does not answer on port " + server.port() + ".");
                }
                channel = SocketChannel.open();
            }
        }
        current = channel.socket();
        current.setSoTimeout(timeout);
        if (server.tls() == TlsMode.IMPLICIT) {
            encrypt();
        }
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    /** Encrypts the connection from here on, and verifies whose it is. */
    void encrypt() throws IOException {
        try {
            current = trust.encrypt(channel.socket(), server.host(), server.port());
        } catch (SSLException untrusted) {
            close();
            LOG.debugf(untrusted, "The certificate of %s was refused", server.host());
            throw new UnreachableServer(
                    "The connection to " + server.host() + " can't be encrypted safely: it offers no"
                            + " encryption there, or its certificate is not trusted or bears another name.");
        }
        responses = null;
        requests = null;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (responses == null) {
            responses = new BoundedResponses(current.getInputStream(), longestLiteral);
        }
        return Objects.requireNonNull(responses);
    }

    /** Allows so many bytes of responses from here on. */
    void allow(long bytes) {
        if (responses != null) {
            responses.allow(bytes);
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        var timed = requests;
        if (timed == null) {
            timed = new TimedRequests(current.getOutputStream());
            requests = timed;
        }
        return timed;
    }

    /** Tells whether the server has for longer than the time-out taken nothing of what is being written. */
    boolean isStuck(long now) {
        var timed = requests;
        return timed != null && timed.stuckFor(now) > TimeUnit.MILLISECONDS.toNanos(timeout);
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        timeout = millis;
        channel.socket().setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() {
        return timeout;
    }

    @Override
    public int getPort() {
        return channel.socket().getPort();
    }

    @Override
    public InetAddress getInetAddress() {
        return channel.socket().getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return channel.socket().getLocalAddress();
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    /** Closes the channel alone: to say goodbye within TLS could block. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
