package co.getanswers;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * Runs the program that the arguments start, on the embedded PostgreSQL, and uses it as its users do. The virtual machine
 * writes its ahead-of-time cache from the classes and profiles of this run when the program ends.
 */
final class TrainingRun {
    /** Enough for the compiler to learn which methods are hot. */
    private static final int ROUNDS = 50;

    private static String management = "";

    private TrainingRun() {}

    /** @param command a role is used until it is stopped; migrate ends by itself */
    public static void main(String... command) throws IOException, InterruptedException {
        var port = ServiceProcess.freePort();
        var managementPort = ServiceProcess.freePort();
        var program = new ProcessBuilder(command).inheritIO();
        var maildir = Files.createTempDirectory("maildir");
        program.environment().put("DATABASE_URL", TestDatabase.fresh());
        program.environment().put("SECRET_KEY", UUID.randomUUID().toString());
        program.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        program.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
        program.environment().put("GETANSWERS_SENDING_PROVEN_ADDRESSES_ONLY", "false");
        program.environment().put("QUARKUS_SHUTDOWN_DELAY", "0");
        program.environment().put("GETANSWERS_ROLES", "serve,worker,scheduler");
        program.environment().put("GETANSWERS_EXECUTION_UNDO_WINDOW", "0s");
        program.environment().put("GETANSWERS_DELIVERY_TRANSPORT", "maildir");
        program.environment().put("GETANSWERS_DELIVERY_MAILDIR", maildir.toString());
        var process = program.start();
        if (List.of(command).contains("migrate")) {
            System.exit(process.waitFor());
        }
        try {
            RestAssured.baseURI = "http://127.0.0.1:" + port;
            management = "http://127.0.0.1:" + managementPort;
            Awaitility.await("the program to be ready")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> !process.isAlive() || isReady());
            exercise(maildir);
        } finally {
            process.destroy();
        }
        process.waitFor();
    }

    private static void exercise(Path maildir) throws IOException {
        var person = Person.register();
        person.asks()
                .contentType("application/mbox")
                .body(Files.readAllBytes(Path.of("src/main/resources/demo/mailbox.mbox")))
                .post("/api/messages/import")
                .then()
                .statusCode(200);
        for (var round = 0; round < ROUNDS; round++) {
            person.receives("maria@acme.example", "Renewal " + round, "Can you send me the quote by Friday?");
            var card = person.asks().get("/api/queue?limit=20").<String>path("cards[0].id");
            var thread = person.asks()
                    .contentType("application/json")
                    .post("/api/queue/{card}/approve", card)
                    .<String>path("conversationId");
            for (var page : List.of(
                    "/api/conversations/" + thread, "/api/stats", "/api/auth/me", management + "/q/health/ready")) {
                person.asks().get(page).then().statusCode(200);
            }
        }
        person.asks().get(management + "/q/metrics").then().statusCode(200);
        person.asks().get(management + "/q/openapi").then().statusCode(200);
        Awaitility.await("a reply to go out").atMost(Duration.ofMinutes(1)).until(() -> isWritten(maildir));
    }

    private static boolean isWritten(Path maildir) throws IOException {
        try (var mailboxes = Files.list(maildir)) {
            return mailboxes.findAny().isPresent();
        }
    }

    private static boolean isReady() {
        try {
            return RestAssured.get(management + "/q/health/ready").statusCode() == 200;
        } catch (Exception refused) { // RestAssured throws checked exceptions undeclared.
            return false;
        }
    }
}
