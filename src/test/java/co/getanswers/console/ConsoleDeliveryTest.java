package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.delivery.ScriptedSmtpServer;
import co.getanswers.execution.WorkProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The bar that follows a decision, with a worker and a mail server. */
@EnabledIfSystemProperty(named = "console.browser", matches = "true")
@QuarkusTest
@TestProfile(ConsoleDeliveryTest.ShortUndo.class)
class ConsoleDeliveryTest extends BrowserTest {
    Map<String, String> script;
    ScriptedSmtpServer server;

    public static class ShortUndo extends WorkProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = super.getConfigOverrides();
            settings.put("getanswers.execution.undo-window", "4s");
            return settings;
        }
    }

    @BeforeEach
    void friendly() {
        script.clear();
    }

    @Test
    void aReplyIsFollowedUntilItWasSent() {
        var person = withQuestion("The draft");
        var page = signedIn(person);
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        page.keyboard().press("a");
        assertThat(page.locator(".undo-bar")).containsText("s left");
        assertThat(page.locator(".undo-bar")).containsText("Sent to mara@example.org");
        assertThat(server.accepted()).anyMatch(mail -> mail.contains(person.email()));
        Browser.check(page, "sent");
        Browser.end(page);
    }

    @Test
    void aRejectionCanBeTakenBackForTheTimeThatTheServiceIsSetTo() {
        var page = signedIn(withQuestion("The draft"));
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        page.keyboard().press("o");
        page.locator("dialog textarea").fill("I call them instead");
        page.locator("dialog .primary").click();
        var bar = page.locator(".undo-bar");
        assertThat(bar).containsText("s left");
        assertThat(bar.textContent()).containsPattern("\\b[1-4] s left");
        assertThat(bar).not().isVisible();
        Browser.end(page);
    }

    @Test
    void aFailureSaysWhatToDo() {
        script.put("RCPT", "550 no such mailbox");
        var page = signedIn(withQuestion("The draft"));
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        page.keyboard().press("a");
        assertThat(page.locator(".undo-bar")).containsText("It failed");
        Browser.check(page, "failed");
        script.clear();
        page.locator(".undo-bar").getByText("Try again").click();
        assertThat(page.locator(".undo-bar")).containsText("Sent to mara@example.org");
        Browser.end(page);
    }

    @Test
    void anUndoInTheLastSecondSendsNothing() {
        var person = withQuestion("The draft");
        var page = signedIn(person);
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        page.keyboard().press("a");
        assertThat(page.locator(".undo-bar")).containsText("1 s left");
        page.keyboard().press("z");
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        assertThat(page.locator(".undo-bar")).not().isVisible();
        assertThat(person.asks()
                        .get("/api/queue/" + onlyCard(person))
                        .then()
                        .extract()
                        .<String>path("status"))
                .isEqualTo("pending");
        assertThat(server.accepted()).noneMatch(mail -> mail.contains(person.email()));
        Browser.end(page);
    }
}
