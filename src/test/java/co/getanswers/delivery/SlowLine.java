package co.getanswers.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that leads to another one over a slow line, so that there is a time at which mail is under way. */
public final class SlowLine implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final long delayMillis;

    /** @param delayMillis how long whatever comes back takes */
    public SlowLine(int target, long delayMillis) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.delayMillis = delayMillis;
        daemon(this::listen);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> copy(client, server, 0));
                daemon(() -> copy(server, client, delayMillis));
            } catch (IOException closed) {
                // By the test, or by a process that was killed while it connected.
            }
        }
    }

    private static void copy(Socket from, Socket to, long delayMillis) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), delayMillis);
        } catch (IOException | InterruptedException gone) {
            // Either end went away.
        }
    }

    private static void copy(InputStream from, OutputStream to, long delayMillis)
            throws IOException, InterruptedException {
        var buffer = new byte[8192];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            Thread.sleep(delayMillis);
            to.write(buffer, 0, read);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "slow-line");
        thread.setDaemon(true);
        thread.start();
    }
}
