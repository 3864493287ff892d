package co.getanswers.mailbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server in front of an IMAP server that hides what it tells, refuses commands, and cuts connections before an answer. */
final class ImapProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Set<String> hidden = Set.of();
    private volatile @Nullable String cutAt;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile @Nullable String refused;
    private volatile boolean blind;
    private volatile boolean joins;
    private final AtomicInteger longest = new AtomicInteger();

    ImapProxy(int port) throws IOException {
        this.port = port;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void hide(String... capabilities) {
        hidden = Set.of(capabilities);
    }

    /** The next command that contains this is carried out, and its answer is lost with the connection. */
    void cutAt(String command) {
        cuts.set(0);
        cutAt = command;
    }

    int cuts() {
        return cuts.get();
    }

    /** Commands that contain this are refused for now; null for none. */
    void refuse(@Nullable String command) {
        refusals.set(0);
        refused = command;
    }

    int refusals() {
        return refusals.get();
    }

    /** Searches for headers find nothing. */
    void findNothing() {
        blind = true;
    }

    /** The consent to IDLE goes out together with the next line. */
    void joinIdle() {
        joins = true;
    }

    /** The characters of the longest command so far. */
    int longestCommand() {
        return longest.get();
    }

    void reset() {
        hidden = Set.of();
        cutAt = null;
        refused = null;
        blind = false;
        joins = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "imap-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                var connection = new Connection(client, new Socket(InetAddress.getLoopbackAddress(), port));
                start(connection::commands);
                start(connection::answers);
            } catch (IOException ended) {
                // The server is closed, or the next client comes.
            }
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket own;
        private volatile @Nullable String lost;
        private volatile boolean idles;

        Connection(Socket client, Socket own) {
            this.client = client;
            this.own = own;
        }

        void commands() {
            try (client;
                    own) {
                var lines = new BufferedInputStream(client.getInputStream());
                for (var line = line(lines); !line.isEmpty(); line = line(lines)) {
                    idles = line.contains(" IDLE");
                    longest.accumulateAndGet(line.length(), Math::max);
                    var cut = cutAt;
                    if (cut != null && line.contains(cut)) {
                        cutAt = null;
                        lost = line.substring(0, line.indexOf(' '));
                    }
                    var no = refused;
                    if (no != null && line.contains(no)) {
                        answer(line.substring(0, line.indexOf(' ')) + " NO [UNAVAILABLE] Not now.\r\n");
                        refusals.incrementAndGet();
                        continue;
                    }
                    if (blind && line.contains("UID SEARCH HEADER")) {
                        answer("* SEARCH\r\n" + line.substring(0, line.indexOf(' ')) + " OK Done.\r\n");
                        continue;
                    }
                    own.getOutputStream().write(line.getBytes(StandardCharsets.ISO_8859_1));
                    own.getOutputStream().flush();
                }
            } catch (IOException ended) {
                // Both ends are closed.
            }
        }

        void answers() {
            try (client;
                    own) {
                var lines = new BufferedInputStream(own.getInputStream());
                var held = "";
                for (var line = line(lines); !line.isEmpty(); line = line(lines)) {
                    if (lost != null && line.startsWith(lost + " ")) {
                        cuts.incrementAndGet();
                        return;
                    }
                    if (joins && idles && line.startsWith("+")) {
                        held = line;
                        continue;
                    }
                    answer(held + shown(line));
                    held = "";
                }
            } catch (IOException ended) {
                // Both ends are closed.
            }
        }

        private void answer(String lines) throws IOException {
            client.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
            client.getOutputStream().flush();
        }

        private String shown(String line) {
            var shown = line;
            if (line.contains("CAPABILITY ")) {
                for (var capability : hidden) {
                    shown = shown.replaceAll(" " + capability + "(?=[ \\]\r])", "");
                }
            }
            return hidden.contains("APPENDUID") ? shown.replaceAll("\\[APPENDUID [^]]*] ?", "") : shown;
        }

        private static String line(InputStream in) throws IOException {
            var line = new ByteArrayOutputStream();
            for (var next = in.read(); next >= 0; next = in.read()) {
                line.write(next);
                if (next == '\n') {
                    break;
                }
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
