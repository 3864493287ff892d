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

/** Screens that change as they are looked at, by the service's events. */
@EnabledIfSystemProperty(named = "console.browser", matches = "true")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsoleLiveTest extends BrowserTest {
    private static Page opened(Person person, String screen) {
        var page = browser.open();
        signIn(page, person, "/#/" + screen);
        assertThat(page.locator(".screen h1")).isVisible();
        return page;
    }

    @Test
    void whatIsDoneMeanwhileComesAboveWhatIsRead() {
        var person = ConsoleScreensTest.withNewsletters();
        var page = opened(person, "done");
        assertThat(page.locator(".box")).hasCount(2);
        var first = page.locator(".box").first();
        assertThat(first).containsText("Garden Weekly");
        first.getByText("This was wrong").focus();
        var read = first.elementHandle();
        ConsoleScreensTest.newsletter(person, "third");
        assertThat(page.locator(".box")).hasCount(3);
        assertThat(page.locator(".box").first()).containsText("The third issue");
        assertThat(page.locator(".box").first()).containsText("confidence");
        assertThat(page.locator(".box").nth(1).getByText("This was wrong")).isFocused();
        assertThat(read.evaluate("element => element === document.querySelectorAll('.box')[1]"))
                .isEqualTo(true);
        Browser.end(page);
    }

    @Test
    void theFirstThingThatIsDoneReplacesTheSentenceThatThereIsNone() {
        var person = Person.register().proved();
        person.asks()
                .contentType("application/json")
                .body(Map.of("autonomyLevel", "high"))
                .patch("/api/auth/me")
                .then()
                .statusCode(200);
        var page = opened(person, "done");
        assertThat(page.locator(".screen")).containsText("Nothing was done without you.");
        ConsoleScreensTest.newsletter(person, "first");
        assertThat(page.locator(".box")).hasCount(1);
        assertThat(page.locator(".screen")).containsText("That is all.");
        Browser.end(page);
    }

    @Test
    void objectivesComeAndGoBesideTheOneThatHasTheFocus() {
        var person = withQuestion("The offer");
        var page = opened(person, "objectives");
        var offer = page.locator(".boxes .box a", new Page.LocatorOptions().setHasText("The offer"));
        offer.focus();
        person.receives("Noor <noor@example.org>", "The invoice", "Hello,\n\nwhen do you pay?\n\nNoor");
        assertThat(page.locator(".boxes .box")).hasCount(2);
        assertThat(offer).isFocused();
        var invoice = person.asks().get("/api/objectives?q=The invoice").<String>path("items[0].id");
        change(person, invoice, Map.of("status", "handled"));
        assertThat(page.locator(".boxes .box")).hasCount(1);
        assertThat(offer).isFocused();
        Browser.end(page);
    }

    @Test
    void anObjectiveTakesOverWhatIsChangedElsewhereButNotWhatIsTyped() {
        var person = withQuestion("The offer");
        var id = person.asks().get("/api/objectives?q=The offer").<String>path("items[0].id");
        var page = opened(person, "objectives/" + id);
        assertThat(page.locator("input[name=title]")).hasValue("The offer");
        page.getByText("Answer by hand").click();
        page.getByLabel("Your answer").fill("Dear Mara");
        change(person, id, Map.of("title", "The better offer"));
        assertThat(page.locator("input[name=title]")).hasValue("The better offer");
        assertThat(page.locator(".screen h1")).hasText("The better offer");
        page.locator("input[name=title]").fill("My own title");
        change(person, id, Map.of("title", "The best offer"));
        assertThat(page.locator(".screen h1")).hasText("The best offer");
        assertThat(page.locator("input[name=title]")).hasValue("My own title");
        assertThat(page.locator("input[name=title]")).isFocused();
        assertThat(page.getByLabel("Your answer")).hasValue("Dear Mara");
        Browser.end(page);
    }

    @Test
    void numbersCountOnWhileTheirTableIsOpen() {
        var person = withQuestion("The offer");
        var page = opened(person, "numbers");
        var open = page.locator(".figures .box", new Page.LocatorOptions().setHasText("Not decided"))
                .locator("dd");
        assertThat(open).hasText("1");
        page.getByText("As a table").first().click();
        person.receives("Noor <noor@example.org>", "The invoice", "Hello,\n\nwhen do you pay?\n\nNoor");
        assertThat(open).hasText("2");
        assertThat(page.locator(".plot table").first()).isVisible();
        Browser.end(page);
    }

    private static void change(Person person, String objective, Map<String, String> change) {
        person.asks()
                .contentType("application/json")
                .body(change)
                .patch("/api/objectives/" + objective)
                .then()
                .statusCode(200);
    }
}
