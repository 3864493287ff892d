package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The screens of the console beside the queue, in a real browser. */
@EnabledIfSystemProperty(named = "console.browser", matches = "true")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsoleScreensTest extends BrowserTest {
    /** A person whose agent files newsletters alone, and two of those. */
    private static Person withNewsletters() {
        var person = Person.register().proved();
        person.asks()
                .contentType("application/json")
                .body(Map.of("autonomyLevel", "high"))
                .patch("/api/auth/me")
                .then()
                .statusCode(200);
        for (var number : new String[] {"first", "second"}) {
            newsletter(person, number);
        }
        return person;
    }

    private static void newsletter(Person person, String number) {
        var mail = "From: Garden Weekly <news@garden.example>\r\nTo: " + person.email() + "\r\nSubject: The " + number
                + " issue\r\nMessage-ID: <" + number + "." + person.email()
                + ">\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n"
                + "List-Id: <weekly.garden.example>\r\nList-Unsubscribe: <mailto:leave@garden.example>\r\n"
                + "Precedence: bulk\r\nContent-Type: text/plain\r\n\r\nWhat to sow in November, and what to leave.\r\n";
        person.asks()
                .contentType("message/rfc822")
                .body(mail.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201);
    }

    private static Page opened(Person person, String screen) {
        var page = browser.open();
        signIn(page, person, "/#/" + screen);
        assertThat(page.locator(".screen h1")).isVisible();
        return page;
    }

    @Test
    void whatWasDoneWithoutThePersonIsToldAndTakenBack() {
        var person = withNewsletters();
        var page = opened(person, "done");
        assertThat(page.locator(".box")).hasCount(2);
        assertThat(page.locator(".box").first()).containsText("Garden Weekly");
        assertThat(page.locator(".box").first()).containsText("confidence");
        Browser.check(page, "done");

        page.getByText("This was wrong").first().click();
        assertThat(page.locator(".box .notice").first()).containsText("It waits on you again.");
        assertThat(person.asks()
                        .get("/api/objectives?status=waiting_on_you")
                        .then()
                        .extract()
                        .<Integer>path("items.size()"))
                .isEqualTo(1);
        Browser.check(page, "done-wrong");
        page.getByText("Needs a decision").click();
        assertThat(page.locator(".list")).isVisible();
        page.goBack();
        assertThat(page.locator(".box")).hasCount(2);
        Browser.end(page);
    }

    @Test
    void aPolicyIsWrittenByFormAndAsJsonOrderedTriedAndDeleted() {
        var person = Person.register().proved();
        person.receives("Mara Lindqvist <mara@example.org>", "The offer", "Hello,\n\nshall we meet on Friday?\n\nMara");
        var page = opened(person, "policies/new/sender.domain/example.org");
        assertThat(page.locator("input[name=name]")).hasValue("Ask me about example.org");
        page.getByText("Add a condition").click();
        page.locator(".condition").nth(1).locator("input").fill("offer");
        page.getByLabel("Set the urgency to").first().check();
        page.getByLabel("Draft this answer").first().check();
        page.locator("textarea[aria-label='Draft this answer']").fill("Dear {{nobody}}");
        Browser.check(page, "policy");
        page.getByText("Save").click();
        assertThat(page.locator(".field-error")).containsText("There is no placeholder");
        Browser.check(page, "policy-refused");
        page.reload();
        assertThat(page.locator(".screen .notice")).containsText("Your changes from before are back.");
        page.locator("input[type=number][aria-label='Set the urgency to']").fill("90");
        page.getByLabel("Draft this answer").first().uncheck();
        page.getByText("JSON").click();
        assertThat(page.locator("textarea.code")).hasValue(Pattern.compile("\"subject\"[\\s\\S]*\"offer\""));
        Browser.check(page, "policy-json");
        page.getByText("Form").click();
        page.getByText("Save").click();
        assertThat(page.locator(".policy")).hasCount(1);
        assertThat(page.locator(".policy")).containsText("Set the urgency to 90");

        page.getByText("Ask me about example.org").click();
        page.route(
                "**/api/policies/test",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("""
                        {"tested": 1, "matched": 1, "changed": 1,
                         "changes": {"risk": 0, "priority": 1, "review": 1, "allowAuto": 0, "mute": 0, "draft": 0},
                         "examples": [{"cardId": "%s", "conversationId": "%s", "subject": "The offer",
                           "sender": {"name": "Mara Lindqvist", "email": "mara@example.org"}, "sentAt": "2026-11-20T10:00:00Z",
                           "before": {"riskLevel": "low", "priority": 40, "review": false, "allowAuto": false, "mute": false, "draft": false},
                           "after": {"riskLevel": "low", "priority": 90, "review": true, "allowAuto": false, "mute": false, "draft": false}}]}""".formatted(onlyCard(person), onlyCard(person)))));
        page.getByText("Try it on past mail").click();
        assertThat(page.locator(".dry-run")).containsText("Of 1 messages, 1 match and 1 would be treated differently.");
        assertThat(page.locator(".dry-run td").last()).containsText("40 → 90");
        Browser.check(page, "policy-tried");
        page.goBack();

        person.asks()
                .contentType("application/json")
                .body(Map.of(
                        "name",
                        "Nested",
                        "rules",
                        Map.of(
                                "priority",
                                50,
                                "when",
                                Map.of("not", Map.of("field", "subject", "op", "contains", "value", "x")),
                                "then",
                                List.of(Map.of("effect", "mute")))))
                .post("/api/policies")
                .then()
                .statusCode(201);
        page.reload();
        assertThat(page.locator(".policy h2").first()).hasText("Nested");
        page.getByLabel("Move down: Nested").click();
        assertThat(page.locator(".policy h2").first()).hasText("Ask me about example.org");
        Browser.check(page, "policies");
        page.locator(".policy").nth(1).dragTo(page.locator(".policy").first());
        assertThat(page.locator(".policy h2").first()).hasText("Nested");
        page.locator(".policy h2 a").first().click();
        assertThat(page.locator(".field-note")).containsText("they stay JSON");
        page.goBack();
        page.getByLabel("Active: Nested").uncheck();
        assertThat(page.getByLabel("Active: Nested")).not().isChecked();
        page.getByLabel("Delete: Nested").click();
        page.locator("dialog .danger").click();
        assertThat(page.locator(".policy")).hasCount(1);
        assertThat(person.asks().get("/api/policies").then().extract().<Integer>path("items.size()"))
                .isEqualTo(1);
        Browser.end(page);
    }
}
