package co.getanswers.mailbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Dovecot server of a test's own, with one mailbox; what needs it is skipped where Dovecot is not installed. */
final class Dovecot implements AutoCloseable {
    static final String PERSON = "person";
    static final String PASSWORD = "secret";

    private static final Path SERVER = Path.of("/usr/sbin/dovecot");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    /** Dovecot opens no mail as root. */
    private static final int NOBODY = 65534;

    private final Path directory;
    private final Path settings;
    private final int port;
    private final Process process;
    private int delivered;

    /** @param directory empty, and made accessible to everybody */
    Dovecot(Path directory) throws IOException {
        this.directory = directory;
        assumeTrue(
                Files.isExecutable(SERVER) && (!isRoot() || Files.isExecutable(SETPRIV)), "Dovecot is not installed");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var uid = isRoot() ? NOBODY : (Integer) Files.getAttribute(directory, "unix:uid");
        var gid = isRoot() ? NOBODY : (Integer) Files.getAttribute(directory, "unix:gid");
        settings = Files.writeString(directory.resolve("dovecot.conf"), """
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                mail_location = maildir:%1$s/Mail
                default_internal_user = %2$s
                default_internal_group = %3$s
                default_login_user = %2$s
                first_valid_uid = 1
                first_valid_gid = 1
                log_path = %1$s/log
                base_dir = %1$s/run
                state_dir = %1$s/state
                passdb {
                  driver = static
                  args = password=%4$s
                }
                userdb {
                  driver = static
                  args = uid=%5$d gid=%6$d home=%1$s
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %7$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                service stats {
                  chroot =
                }
                """.formatted(
                        directory,
                        isRoot() ? "nobody" : System.getProperty("user.name"),
                        isRoot() ? "nogroup" : Files.getAttribute(directory, "posix:group"),
                        PASSWORD,
                        uid,
                        gid,
                        port));
        process = run(SERVER.toString(), "-F", "-c", settings.toString());
        await("Dovecot to answer")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> {
                    connect().close();
                    return true;
                });
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Process run(String... command) throws IOException {
        var whole = new ArrayList<String>();
        if (isRoot()) {
            whole.addAll(List.of(SETPRIV.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    int port() {
        return port;
    }

    /** Logs another mail program in. */
    Program connect() throws IOException {
        return new Program(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Delivers a mail into the inbox as delivery agents do, so that the server hears of it by the file system alone. */
    void deliver(String mail) throws IOException {
        var bytes = mail.getBytes(StandardCharsets.UTF_8);
        var lines = mail.chars().filter(letter -> letter == '\n').count();
        var name = "%d.M%06dP1.host,S=%d,W=%d"
                .formatted(System.currentTimeMillis() / 1000, delivered++, bytes.length, bytes.length + lines);
        var whole = Files.write(directory.resolve("Mail/tmp").resolve(name), bytes);
        Files.move(whole, directory.resolve("Mail/new").resolve(name));
    }

    /** Takes away all that is known of the UIDs in the inbox, so that it gets others with another UIDVALIDITY. */
    void forgetUids() throws IOException {
        try (var files = Files.newDirectoryStream(directory.resolve("Mail"), "dovecot{-uidlist,.index*}")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    /** Runs {@code doveadm} for the mailbox, with its output read and thrown away; answers the bytes. */
    long admin(String command, String... arguments) throws IOException, InterruptedException {
        var whole = new ArrayList<>(List.of("/usr/bin/doveadm", "-c", settings.toString(), command, "-u", PERSON));
        whole.addAll(List.of(arguments));
        var admin = run(whole.toArray(String[]::new));
        var bytes = admin.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        if (admin.waitFor() != 0) {
            throw new IOException(String.join(" ", whole) + " ended with " + admin.exitValue());
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A mail program that is logged in. */
    static final class Program implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader answers;

        private Program(Socket socket) throws IOException {
            this.socket = socket;
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            answers.readLine();
            does("LOGIN " + PERSON + " " + PASSWORD);
        }

        /** Answers the lines before the last, which says that it was done. */
        List<String> does(String command) throws IOException {
            socket.getOutputStream().write(("x " + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var told = new ArrayList<String>();
            for (var line = answers.readLine(); ; line = answers.readLine()) {
                if (line == null || line.startsWith("* BYE") || line.matches("x (NO|BAD) .*")) {
                    throw new IOException(command + " was answered by " + line);
                }
                if (line.startsWith("x ")) {
                    return told;
                }
                told.add(line);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
