package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestSql;
import co.getanswers.execution.WorkProfile;
import co.getanswers.mailbox.gmail.GmailServer;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Connecting Gmail in a real browser, against the server of the Gmail tests; Google's own page is a link here. */
@EnabledIfSystemProperty(named = "console.browser", matches = "true")
@QuarkusTest
@TestProfile(WorkProfile.class)
class ConsoleGmailTest extends BrowserTest {
    GmailServer gmail;

    private static Page accounts(Person person) {
        var page = browser.open();
        signIn(page, person, "/#/accounts");
        assertThat(page.getByText("Connect Gmail")).isVisible();
        return page;
    }

    /** Has the page at Google lead back with an answer. */
    private static void answer(Page page, java.util.function.Function<URI, String> query) {
        page.route(
                "https://accounts.google.com/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<a href='" + address("/auth/gmail") + "?"
                                + query.apply(URI.create(route.request().url())) + "'>Back</a>")));
        page.getByText("Connect Gmail").click();
        page.getByText("Back").click();
    }

    private static String state(URI asked) {
        return "state=" + asked.getRawQuery().replaceFirst(".*\\bstate=([^&]+).*", "$1");
    }

    @Test
    void gmailIsConnectedOncePermissionIsGiven() {
        var person = Person.register().proved();
        var email = "box-" + person.email();
        gmail.box(email)
                .deliver(
                        "From: Ann <ann@client.example>\r\nTo: " + email
                                + "\r\nSubject: The contract\r\nMessage-ID: <c."
                                + email + ">\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                                + "Could you send me the contract, please?\r\n",
                        "INBOX");
        var page = accounts(person);
        answer(page, asked -> "code=" + gmail.grant(asked, email) + "&" + state(asked));
        assertThat(page.locator(".screen")).containsText("Connected. Its mail is fetched from now on.");
        assertThat(page.locator("h2", new Page.LocatorOptions().setHasText(email)))
                .isVisible();
        assertThat((String) page.evaluate("location.href"))
                .doesNotContain("code")
                .doesNotContain("state");
        assertThat(page.locator(".box").first()).containsText("All mail is here");
        Browser.check(page, "gmail");
        page.getByText("Needs a decision").click();
        assertThat(page.locator(".card h2")).containsText("The contract");
        page.reload();
        assertThat(page.locator(".card h2")).containsText("The contract");
        TestSql.execute("delete from mail_accounts where addresses = array[?]::text[]", email);
        Browser.end(page);
    }

    @Test
    void aPermissionThatIsNotGivenIsTold() {
        var page = accounts(Person.register().proved());
        answer(page, asked -> "error=access_denied&" + state(asked));
        assertThat(page.locator("[role=alert]", new Page.LocatorOptions().setHasText("the permission was not given")))
                .isVisible();
        assertThat(page.getByText("No mailbox is connected yet.")).isVisible();
        Browser.end(page);
    }

    @Test
    void anAnswerThatAnotherSessionAskedForConnectsNothing() {
        var page = accounts(Person.register().proved());
        answer(page, asked -> "code=" + gmail.grant(asked, "victim@gmail.example") + "&state=of-somebody-else");
        assertThat(page.locator("[role=alert]", new Page.LocatorOptions().setHasText("connect Gmail again")))
                .isVisible();
        assertThat(page.getByText("No mailbox is connected yet.")).isVisible();
        Browser.end(page);
    }
}
