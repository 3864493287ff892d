package co.getanswers.mailbox;

import co.getanswers.DaemonThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A relay before an IMAP server, one of whose connections falls silent at a command, and is never closed by either side. */
final class SilencedImap implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final AtomicReference<@Nullable Silence> next = new AtomicReference<>();
    private final CountDownLatch end = new CountDownLatch(1);

    SilencedImap(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DaemonThread.run(() -> {
            while (true) {
                var client = listener.accept();
                var link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
                DaemonThread.run(link::commands);
                DaemonThread.run(link::answers);
            }
        });
    }

    /**
     * The end of all words on a connection.
     *
     * @param command a part of the command after whose first line of answer nothing passes any more
     * @param reads whether the relay goes on to read what the client sends; else nothing passes from the command on, and at
     *     last the client can't even write
     */
    record Silence(String command, boolean reads, CountDownLatch fallen) {
        boolean await(long seconds) throws InterruptedException {
            return fallen.await(seconds, TimeUnit.SECONDS);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The next connection with such a command falls silent; later ones work. */
    Silence at(String command, boolean reads) {
        var silence = new Silence(command, reads, new CountDownLatch(1));
        next.set(silence);
        return silence;
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        listener.close();
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile @Nullable Silence due;
        private volatile boolean silent;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void commands() throws IOException {
            pass(client, server, (bytes, length) -> {
                var silence = next.get();
                if (silence != null
                        && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(silence.command)
                        && next.compareAndSet(silence, null)) {
                    due = silence;
                    if (!silence.reads) {
                        silent = true;
                        silence.fallen.countDown();
                        end.await();
                    }
                }
                return silent ? 0 : length;
            });
        }

        private void answers() throws IOException {
            pass(server, client, (bytes, length) -> {
                var silence = due;
                if (silent || silence == null) {
                    return silent ? 0 : length;
                }
                var line = 1 + new String(bytes, 0, length, StandardCharsets.ISO_8859_1).indexOf('\n');
                if (line == 0) {
                    return length;
                }
                silent = true;
                silence.fallen.countDown();
                return line;
            });
        }

        private void pass(Socket from, Socket to, Look look) throws IOException {
            try (from;
                    to) {
                var bytes = new byte[8192];
                for (var length = from.getInputStream().read(bytes);
                        length >= 0;
                        length = from.getInputStream().read(bytes)) {
                    to.getOutputStream().write(bytes, 0, look.passing(bytes, length));
                }
                // Neither side hears of the other's end.
                if (silent) {
                    end.await();
                }
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }
    }

    private interface Look {
        int passing(byte[] bytes, int length) throws InterruptedException;
    }
}
