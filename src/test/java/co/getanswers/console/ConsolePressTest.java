package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.MailAccounts;
import co.getanswers.Person;
import co.getanswers.TestDatabase;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Presses and texts that a person has begun while the page is drawn anew under them. */
@EnabledIfSystemProperty(named = "console.browser", matches = "true")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsolePressTest extends BrowserTest {
    private static void policy(Person person, String name, int priority) {
        person.asks()
                .contentType("application/json")
                .body(Map.of(
                        "name",
                        name,
                        "rules",
                        Map.of(
                                "priority",
                                priority,
                                "when",
                                Map.of("field", "subject", "op", "contains", "value", name),
                                "then",
                                List.of(Map.of("effect", "mute")))))
                .post("/api/policies")
                .then()
                .statusCode(201);
    }

    private static Page policies(Person person) {
        var page = browser.open();
        signIn(page, person, "/#/policies");
        assertThat(page.locator(".policy")).hasCount(2);
        return page;
    }

    private static Person withPolicies() {
        var person = Person.register().proved();
        policy(person, "Upper", 20);
        policy(person, "Lower", 10);
        return person;
    }

    /** Moves the pointer onto an element and presses it, without letting go. */
    private static void press(Page page, Locator element) {
        element.hover();
        page.mouse().down();
    }

    /** Lets the page draw what it has heard. */
    private static void drawn(Page page) {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    @Test
    void aPressIsNotLostToTheAnswerOfTheChangeBefore() {
        var page = policies(withPolicies());
        var held = new ArrayList<Route>();
        page.route("**/api/policies/*", route -> {
            if (route.request().method().equals("PUT")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        page.waitForRequest(
                request -> request.method().equals("PUT"),
                () -> page.getByLabel("Active: Upper").uncheck());
        press(page, page.getByLabel("Delete: Upper"));
        page.waitForResponse("**/api/policies?limit=100", () -> held.get(0).resume());
        drawn(page);
        page.mouse().up();
        assertThat(page.locator("dialog .danger")).isVisible();
        page.locator("dialog .danger").click();
        assertThat(page.locator(".policy")).hasCount(1);
        Browser.end(page);
    }

    @Test
    void aChangeThatIsMadeBeforeTheAnswerOfAnotherUndoesNothing() {
        var person = withPolicies();
        var page = policies(person);
        var held = new ArrayList<Route>();
        page.route("**/api/policies/*", route -> {
            if (held.isEmpty()) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        page.waitForRequest(
                request -> request.method().equals("PUT"),
                () -> page.getByLabel("Move down: Upper").click());
        page.getByLabel("Active: Upper").uncheck();
        held.get(0).resume();
        assertThat(page.locator(".policy h2").first()).hasText("Lower");
        assertThat(page.getByLabel("Active: Upper")).not().isChecked();
        page.reload();
        assertThat(page.locator(".policy h2").first()).hasText("Lower");
        assertThat(page.getByLabel("Active: Upper")).not().isChecked();
        Browser.end(page);
    }

    @Test
    void aDeletionWaitsForTheListThatTheChangeBeforeReads() {
        var page = policies(withPolicies());
        var reads = new ArrayList<Route>();
        var deletions = new AtomicInteger();
        page.route("**/api/policies?limit=100", route -> {
            if (reads.isEmpty()) {
                reads.add(route);
            } else {
                route.resume();
            }
        });
        page.onRequest(request -> {
            if (request.method().equals("DELETE")) {
                deletions.incrementAndGet();
            }
        });
        page.waitForRequest(
                "**/api/policies?limit=100",
                () -> page.getByLabel("Active: Upper").uncheck());
        page.getByLabel("Delete: Upper").click();
        page.locator("dialog .danger").click();
        drawn(page);
        assertThat(deletions.get()).as("deletions before the list has come").isZero();
        reads.get(0).resume();
        assertThat(page.locator(".policy")).hasCount(1);
        assertThat(page.locator(".policy h2")).hasText("Lower");
        assertThat(deletions.get()).isEqualTo(1);
        Browser.end(page);
    }

    @Test
    void aListKeepsItsElementsWhenItsOrderChanges() {
        var page = policies(withPolicies());
        var delete = page.getByLabel("Delete: Upper").elementHandle();
        page.getByLabel("Move down: Upper").click();
        assertThat(page.locator(".policy h2").first()).hasText("Lower");
        assertThat(page.getByLabel("Move up: Upper")).isFocused();
        delete.click();
        assertThat(page.locator("dialog")).containsText("Upper");
        Browser.end(page);
    }

    @Test
    void aPressOnACardIsNotLostToNewMail() {
        var person = withQuestion("The first");
        person.receives("Noor <noor@example.org>", "The second", "Hello,\n\nwhen do you pay?\n\nNoor");
        var page = signedIn(person);
        assertThat(page.locator(".cards li")).hasCount(2);
        var other = page.locator(".cards li:not(.current) a");
        var address = other.getAttribute("href");
        press(page, other);
        page.waitForResponse(
                "**/api/queue?*",
                () -> person.receives("Jonas <jonas@example.com>", "The third", "Hello,\n\ncould we meet?\n\nJonas"));
        drawn(page);
        page.mouse().up();
        assertThat(page.locator(".cards a[aria-current]")).hasAttribute("href", address);
        assertThat(page.locator(".cards li")).hasCount(3);
        Browser.end(page);
    }

    static void mail(Person person, String number, String fields) {
        var mail = "From: Mara <mara@example.org>\r\nTo: " + person.email() + "\r\nSubject: The offer\r\nMessage-ID: <"
                + number + "." + person.email() + ">\r\n" + fields + "Date: Fri, 20 Nov 2026 10:0" + number
                + ":00 +0000\r\nContent-Type: text/plain\r\n\r\nHello,\r\n\r\nshall we meet on day " + number
                + "?\r\n\r\nMara\r\n";
        person.asks()
                .contentType("message/rfc822")
                .body(mail.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201);
    }

    @Test
    void anAnswerByHandIsTypedOnWhenMailComesIntoItsConversation() {
        var person = Person.register().proved();
        mail(person, "1", "");
        var page = signedIn(person);
        page.getByText("Answer by hand").click();
        var answer = page.getByLabel("Your answer");
        answer.click();
        page.keyboard().type("Dear Mara, Fri");
        var before = page.locator(".timeline li").count();
        mail(person, "2", "In-Reply-To: <1." + person.email() + ">\r\n");
        assertThat(page.locator(".cards li")).hasCount(2);
        assertThat(page.locator(".timeline li")).not().hasCount(before);
        page.keyboard().type("day.");
        assertThat(answer).hasValue("Dear Mara, Friday.");
        Browser.end(page);
    }

    @Test
    void aPressOnUndoIsNotLostToTheSecondsThatAreCounted() {
        var person = withQuestion("The first");
        var page = signedIn(person);
        assertThat(page.locator(".fields")).isVisible();
        page.keyboard().press("a");
        press(page, page.locator(".undo-bar .primary"));
        var left = page.locator(".undo-bar strong").textContent();
        assertThat(page.locator(".undo-bar strong")).not().hasText(left);
        page.mouse().up();
        assertThat(page.locator(".undo-bar")).not().isVisible();
        assertThat(person.asks().get("/api/queue").then().extract().<Integer>path("total"))
                .isEqualTo(1);
        Browser.end(page);
    }

    @Test
    void aMailboxKeepsItsButtonsWhenItsStateChangesElsewhere() {
        var person = Person.register().proved();
        MailAccounts.insert(person.email());
        var page = browser.open();
        signIn(page, person, "/#/accounts");
        var delete = page.getByLabel("Delete: box@owner.example").elementHandle();
        var resume = page.getByLabel("Resume: box@owner.example");
        assertThat(resume).isVisible();
        var id = person.asks().get("/api/accounts").<String>path("items[0].id");
        person.asks().post("/api/accounts/" + id + "/resume").then().statusCode(200);
        assertThat(page.getByLabel("Pause: box@owner.example")).isVisible();
        press(page, page.getByLabel("Pause: box@owner.example"));
        page.waitForResponse(
                "**/api/accounts",
                () -> person.asks()
                        .post("/api/accounts/" + id + "/pause")
                        .then()
                        .statusCode(200));
        drawn(page);
        page.mouse().up();
        // The press was on "Pause", and does not resume what somebody else has paused meanwhile.
        assertThat(resume).isEnabled();
        assertThat(person.asks().get("/api/accounts/" + id).<String>path("state"))
                .isEqualTo("paused");
        delete.click();
        assertThat(page.locator("dialog .danger")).isVisible();
        Browser.end(page);
    }
}
