package co.getanswers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that refuses connections until it is opened, and then forwards to another. */
final class LatePort implements AutoCloseable {
    private final int port;
    private final int target;
    private volatile ServerSocket listener;

    LatePort(int target) {
        this.target = target;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        DaemonThread.run(() -> {
            while (!listener.isClosed()) {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                DaemonThread.run(() -> copy(client.getInputStream(), server.getOutputStream()));
                DaemonThread.run(() -> copy(server.getInputStream(), client.getOutputStream()));
            }
        });
    }

    @Override
    public void close() throws IOException {
        if (listener != null) {
            listener.close();
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        try (from;
                to) {
            from.transferTo(to);
        }
    }
}
