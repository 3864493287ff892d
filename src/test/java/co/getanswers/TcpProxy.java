package co.getanswers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP proxy in front of a server, whose connections a test lets fall silent, breaks, or leads to another server. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile int target;
    private volatile boolean silentForNew;

    public TcpProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        DaemonThread.run(() -> {
            while (!listener.isClosed()) {
                accept(listener.accept());
            }
        });
    }

    private void accept(Socket client) throws IOException {
        try {
            links.add(new Link(client, silentForNew));
        } catch (IOException noServer) {
            client.close();
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Swallows every byte of the connections that there are; with {@code andNew}, of those that are opened as well. */
    public void silence(boolean andNew) {
        silentForNew = andNew;
        links.forEach(link -> link.silent = true);
    }

    /** Serves new connections again; those that fell silent stay silent. */
    public void serveNew() {
        silentForNew = false;
    }

    /** Leads new connections to another server, and breaks those that there are. */
    public void leadTo(int port) {
        target = port;
        links.forEach(Link::close);
    }

    /** The connections that neither side has closed. */
    public long open() {
        return links.stream().filter(link -> !link.client.isClosed()).count();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        links.forEach(Link::close);
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean silent;

        Link(Socket client, boolean silent) throws IOException {
            this.client = client;
            this.silent = silent;
            this.server = new Socket(InetAddress.getLoopbackAddress(), target);
            DaemonThread.run(() -> copy(client.getInputStream(), server.getOutputStream()));
            DaemonThread.run(() -> copy(server.getInputStream(), client.getOutputStream()));
        }

        private void copy(InputStream from, OutputStream to) throws IOException {
            var bytes = new byte[8192];
            try {
                for (var length = from.read(bytes); length >= 0; length = from.read(bytes)) {
                    if (!silent) {
                        to.write(bytes, 0, length);
                    }
                }
            } finally {
                close();
            }
        }

        private void close() {
            try (client;
                    server) {
                links.remove(this);
            } catch (IOException closed) {
                // It is closed all the same.
            }
        }
    }
}
