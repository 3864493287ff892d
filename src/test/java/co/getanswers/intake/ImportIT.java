package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.ServiceProcess;
import co.getanswers.TestDatabase;
import co.getanswers.account.FreshCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code import} command of the packaged application, in the small heap that the service promises to do with. */
class ImportIT {
    private static final String USER = "robin@example.com";
    private static final long MIB = 1024 * 1024;

    private final String database = TestDatabase.fresh();
    private Path file;

    @BeforeEach
    void nameTheFile() throws IOException {
        file = Files.createTempFile(Path.of("target"), "mailbox-", ".mbox");
    }

    @AfterEach
    void deleteTheFile() throws IOException {
        Files.delete(file);
    }

    @Test
    void aMailboxIsImportedWithoutAPort() throws Exception {
        register();
        imports(GeneratedMailbox.of(4 * MIB, file), Duration.ofMinutes(5));
    }

    @Test
    @Tag("soak")
    void aMailboxOfOneGibibyteIsImportedInTheSameHeap() throws Exception {
        register();
        imports(GeneratedMailbox.of(1024 * MIB, file), Duration.ofHours(1));
    }

    @Test
    void foldersAndArchivesAreImportedAndCounted(@TempDir Path folder) throws Exception {
        register();
        var maildir = Files.createDirectories(folder.resolve("Maildir/cur"));
        Files.createDirectories(folder.resolve("Maildir/new"));
        Files.write(maildir.resolve("1.M1.host:2,S"), Archives.mail("delivered"));
        var files = new LinkedHashMap<String, byte[]>();
        files.put("loose.eml", Archives.mail("loose"));
        files.put("again.eml", Archives.mail("delivered"));
        files.put("notes.txt", Archives.bytes("notes"));
        files.put("all.mbox", Archives.mbox("first", "second"));
        Files.write(folder.resolve("mail.zip"), Archives.zip(files));
        var tar = Archives.gzip(Archives.tar(Map.of("third.eml", Archives.mail("third"))));
        Files.write(folder.resolve("mail.tgz"), tar);
        files.put("fourth.eml", Archives.mail("fourth"));
        var whole = Archives.tar(files);
        Files.write(folder.resolve("cut.tar"), Arrays.copyOf(whole, 512 * 7 + 100));
        var command = Stream.concat(
                Stream.of("import", "--quiet", "--user", USER),
                Stream.of("Maildir", "mail.zip", "mail.tgz", "cut.tar")
                        .map(name -> folder.resolve(name).toString()));
        try (var process = ServiceProcess.start(database, command.toArray(String[]::new))) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output().lines())
                    .contains(
                            folder.resolve("mail.zip") + ": notes.txt was refused: It is no mail.",
                            "Imported 5 messages for " + USER + "; 3 were there already; 2 were refused.")
                    .anySatisfy(line -> assertThat(line)
                            .startsWith(
                                    "FAILED: " + folder.resolve("cut.tar") + " can't be read to its end: in all.mbox: ")
                            .endsWith(" 3 messages of it were read before, and stay."));
        }
        assertThat(count("select count(*) from messages")).isEqualTo(5);
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws Exception {
        assertThat(failed(file.toString())).startsWith("FAILED: the database's schema is older");
        register();
        assertThat(failed("--user=nobody@example.com", file.toString())).startsWith("FAILED: there is no user nobody@");
        Files.writeString(file, "neither a mailbox nor a message\n");
        assertThat(failures("no/such/file", file.toString()))
                .satisfiesExactly(
                        absent -> assertThat(absent)
                                .startsWith("FAILED: no/such/file can't be read: there is no such file."),
                        unreadable -> assertThat(unreadable)
                                .startsWith("FAILED: " + file)
                                .contains("neither a mailbox"));
        try (var usage = ServiceProcess.start(database, "import", file.toString())) {
            assertThat(usage.exitCode()).isEqualTo(2);
        }
    }

    private String failed(String... arguments) {
        var lines = failures(arguments);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    /** The lines that tell of failures. */
    private List<String> failures(String... arguments) {
        var command = new ArrayList<>(List.of("import"));
        command.addAll(List.of(arguments));
        if (!arguments[0].startsWith("--user")) {
            command.add("--user=" + USER);
        }
        try (var process = ServiceProcess.start(database, command.toArray(String[]::new))) {
            assertThat(process.exitCode()).isEqualTo(1);
            return process.output()
                    .lines()
                    .filter(line -> !line.startsWith("Imported 0"))
                    .toList();
        }
    }

    private void imports(GeneratedMailbox mailbox, Duration atMost) throws SQLException {
        var began = System.nanoTime();
        try (var process = ServiceProcess.start(database, "import", file.toString(), "--user", USER)) {
            assertThat(process.exitCode(atMost)).as(process.output()).isZero();
            assertThat(process.output())
                    .contains(String.format(
                            Locale.ROOT,
                            "Imported %,d messages for %s; %,d were there already; 0 were refused.",
                            mailbox.distinct(),
                            USER,
                            mailbox.messages() - mailbox.distinct()))
                    .doesNotContain("Listening on");
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "Imported %,d messages in %.1f s: %,.0f each second, the start included%n",
                mailbox.messages(), seconds, mailbox.messages() / seconds);
        assertThat(count("select count(*) from messages")).isEqualTo(mailbox.distinct());
        assertThat(count("select count(*) from (" + FreshCount.DIFFERENCES + ") differing"))
                .isZero();
    }

    /** Migrates on the way. */
    private void register() {
        var migrated = co.getanswers.schema.Database.at(database);
        migrated.migrateTo("latest");
        migrated.execute("""
                with someone as (
                  insert into users (id, email, name, autonomy_level, created_at, updated_at)
                  values (gen_random_uuid(), '%s', 'Robin', 'medium', now(), now())
                  returning id
                )
                insert into user_counters (user_id) select id from someone""".formatted(USER));
    }

    private long count(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:" + database.replace("postgres@", "") + "?user=postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
