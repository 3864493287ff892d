package co.getanswers.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** A factory of plain sockets that remembers its last socket. */
final class CapturedSocketFactory extends SocketFactory {
    private final SendGate gate;
    private @Nullable Socket last;

    /** @param gate closes the last socket when it is stopped */
    CapturedSocketFactory(SendGate gate) {
        this.gate = gate;
    }

    /** The last socket; absent before the first. */
    @Nullable Socket last() {
        return last;
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = new PlainSocket();
        last = socket;
        gate.over(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(host.getHostAddress(), port);
    }

    private Socket connected(String host, int port) throws IOException {
        var socket = createSocket();
        socket.connect(new java.net.InetSocketAddress(host, port));
        return socket;
    }
}
