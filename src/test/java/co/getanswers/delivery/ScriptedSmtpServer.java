package co.getanswers.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A mail server that answers what it is told to, or goes away at a certain point. */
public final class ScriptedSmtpServer implements AutoCloseable {
    /** An answer that is none: the connection is cut instead. */
    static final String CUT = "cut";

    /** Names the answers that a script can replace: on connection, to the first line of the data, and to its final dot. */
    static final String GREETING = "GREETING";

    static final String FIRST_LINE = "FIRST_LINE";
    static final String DOT = ".";

    private static final Map<String, String> FRIENDLY = Map.of(
            GREETING,
            "220 scripted",
            "EHLO",
            "250 scripted",
            "MAIL",
            "250 ok",
            "RCPT",
            "250 ok",
            "DATA",
            "354 go on",
            DOT,
            "250 2.0.0 queued as 42",
            "QUIT",
            "221 bye",
            "RSET",
            "250 ok",
            "NOOP",
            "250 ok");

    private final ServerSocket listener;
    private final Map<String, String> script;
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<String> verbs = new CopyOnWriteArrayList<>();

    public ScriptedSmtpServer(Map<String, String> script) {
        this(script, ServerSocketFactory.getDefault());
    }

    /** @param sockets encrypted ones for implicit TLS */
    ScriptedSmtpServer(Map<String, String> script, ServerSocketFactory sockets) {
        this.script = script;
        try {
            listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        daemon(this::listen);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The commands that came, in their order. */
    public List<String> verbs() {
        return verbs;
    }

    /** The mails whose final dot came. */
    public List<String> accepted() {
        return accepted;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                daemon(() -> converse(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            if (!answer(client, GREETING)) {
                return;
            }
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.split(" ")[0].toUpperCase();
                verbs.add(verb);
                if (!answer(client, script.containsKey(line) ? line : verb)) {
                    return;
                }
                if (verb.equals("DATA") && reply(verb).startsWith("354") && !data(client, in)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client hung up.
        }
    }

    private boolean data(Socket client, BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (CUT.equals(script.get(FIRST_LINE))) {
                return false;
            }
            if (line.equals(DOT)) {
                accepted.add(mail.toString());
                return answer(client, DOT);
            }
            mail.append(line).append('\n');
        }
        return false;
    }

    private String reply(String at) {
        return script.getOrDefault(at, FRIENDLY.getOrDefault(at, "502 what?"));
    }

    private boolean answer(Socket client, String at) throws IOException {
        var reply = reply(at);
        if (reply.equals(CUT)) {
            return false;
        }
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }
}
