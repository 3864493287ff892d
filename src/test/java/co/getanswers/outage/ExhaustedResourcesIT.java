package co.getanswers.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.Person;
import co.getanswers.ServiceProcess;
import co.getanswers.TestDatabase;
import co.getanswers.execution.RestartablePostgres;
import co.getanswers.review.AtOnce;
import io.restassured.RestAssured;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged application when the database's disk is full, or when more large mail comes at once than memory holds. */
class ExhaustedResourcesIT {
    private static final int MEDIUM = 1024 * 1024;
    private static final int LARGEST = 25 * 1024 * 1024;

    @AfterEach
    void reset() {
        RestAssured.reset();
    }

    @Test
    void moreLargeMailThanMemoryHoldsIsRefusedForAWhile() throws Exception {
        try (var service = ServiceProcess.start(TestDatabase.fresh()).awaitReady()) {
            RestAssured.baseURI = service.url("");
            var person = Person.register();
            var statuses = AtOnce.run(IntStream.range(0, 6)
                    .mapToObj(number -> (Callable<Integer>) () -> post(person, mail(number, LARGEST)))
                    .toList());

            assertThat(statuses).as(service.output()).contains(201).isSubsetOf(201, 503);
            assertThat(service.output()).doesNotContain("OutOfMemoryError");
            assertThat(post(person, mail(100, LARGEST))).isEqualTo(201);
        }
    }

    @Test
    void aFullDiskOfTheDatabaseIsUnavailabilityAndLeavesNothingHalf() throws Exception {
        var disk = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "disk-");
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString()))
                .as("the status of mount: without the right to mount, no disk can be filled here")
                .isZero();
        try (var server = new RestartablePostgres(disk.resolve("data"));
                var service = ServiceProcess.start(server.url()).awaitReady()) {
            RestAssured.baseURI = service.url("");
            var person = Person.register();
            // A log that has no room ends the server: what follows fits into the segment that begins here.
            query(server, "select length(pg_switch_wal()::text)");
            assertThat(post(person, mail(1, MEDIUM))).isEqualTo(201);
            var filler = fill(disk);

            var statuses = new ArrayList<Integer>();
            do {
                statuses.add(post(person, mail(2 + statuses.size(), MEDIUM)));
            } while (statuses.get(statuses.size() - 1) == 201 && statuses.size() < 50);
            assertThat(statuses.get(statuses.size() - 1)).as(service.output()).isEqualTo(503);

            Files.delete(filler);
            await("the database").atMost(Duration.ofMinutes(1)).until(() -> post(person, mail(100, MEDIUM)) < 300);
            assertThat(post(person, mail(1 + statuses.size(), MEDIUM))).isEqualTo(201);
            var stored = 2 + statuses.size();
            assertThat(count(server, "messages")).isEqualTo(stored);
            assertThat(count(server, "agent_actions")).isEqualTo(stored);
            assertThat(count(server, "message_sources")).isEqualTo(stored);
        } finally {
            run("umount", "--lazy", disk.toString());
        }
    }

    /** Leaves room for a few mails. */
    private static Path fill(Path disk) throws IOException {
        var filler = disk.resolve("filler");
        var size = disk.toFile().getUsableSpace() - 3 * MEDIUM;
        try (var file = new FileOutputStream(filler.toFile())) {
            for (var written = 0L; written < size; written += MEDIUM) {
                file.write(new byte[MEDIUM]);
            }
        }
        return filler;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static long count(RestartablePostgres server, String table) throws SQLException {
        return query(server, "select count(*) from " + table);
    }

    private static long query(RestartablePostgres server, String sql) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static int post(Person person, byte[] mail) {
        return person.asks()
                .contentType("message/rfc822")
                .body(mail)
                .post("/api/messages")
                .statusCode();
    }

    /** A mail whose text can't be compressed much. */
    private static byte[] mail(int number, int size) {
        var random = new byte[(size - 4096) / 4 * 3 / 77 * 76];
        new Random(number).nextBytes(random);
        return ("Subject: Drawings\nFrom: anna@lakeside.example\nMessage-ID: <" + number + "@lakeside.example>\n\n"
                        + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(random))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
