package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
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
}
