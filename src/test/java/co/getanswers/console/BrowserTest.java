package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import co.getanswers.Person;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Opens the console in the machine's Chromium, for people with mail. */
abstract class BrowserTest {
    static final String PASSWORD = "correct horse battery";

    static Browser browser;

    @BeforeAll
    static void start() {
        var executable = Browser.installed();
        if (executable.isEmpty()) {
            System.err.println("SKIPPED: the console was not tried, for this machine has no Chromium.");
        }
        assumeTrue(executable.isPresent(), "There is no Chromium.");
        browser = new Browser(executable.get());
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        assertThat(browser.complaints()).isEmpty();
    }

    static String address(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    static Page signedIn(Person person) {
        var page = browser.open();
        signIn(page, person, "/");
        return page;
    }

    static void signIn(Page page, Person person, String path) {
        page.navigate(address(path));
        page.locator("input[name=email]").fill(person.email());
        page.locator("input[name=password]").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".panes")).isVisible();
    }

    static Person withMailbox() throws IOException {
        var person = Person.register().proved();
        var mailbox = Files.readString(Path.of("src/main/resources/demo/mailbox.mbox"))
                .replace("demo@getanswers.example", person.email());
        person.asks()
                .contentType("application/mbox")
                .body(mailbox.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/messages/import")
                .then()
                .statusCode(200);
        return person;
    }

    static Person withQuestion(String subject) {
        var person = Person.register().proved();
        person.receives(
                "Mara Lindqvist <mara@example.org>",
                subject,
                "Hello,\n\nshall we meet on Friday? Please tell me.\n\nMara");
        return person;
    }

    static String onlyCard(Person person) {
        return person.asks().get("/api/queue").then().extract().path("cards[0].id");
    }
}
