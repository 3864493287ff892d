package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.action.SettledElsewhere;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The console in a real browser, on request: {@code ./mvnw -Pbrowser test -Dtest=ConsoleTest -Dconsole.browser=true}. */
@EnabledIfSystemProperty(named = "console.browser", matches = "true")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsoleTest extends BrowserTest {
    private static Locator title(Page page) {
        return page.locator(".card h2");
    }

    @Test
    void aMorningByKeyboardAlone() throws IOException {
        var person = withMailbox();
        var page = browser.open();
        page.navigate(address("/"));
        assertThat(page.locator("form.signin")).isVisible();
        Browser.check(page, "sign-in");
        signIn(page, person, "/");
        assertThat(page.locator(".cards li").first()).isVisible();
        assertThat(page.locator(".message").first()).isVisible();
        Browser.check(page, "queue");

        var first = title(page).textContent();
        page.keyboard().press("j");
        assertThat(title(page)).not().hasText(first);
        page.keyboard().press("k");
        assertThat(title(page)).hasText(first);
        page.keyboard().press("?");
        assertThat(page.locator("dialog")).isVisible();
        Browser.check(page, "keys");
        page.keyboard().press("Escape");

        page.keyboard().press("o");
        page.locator("dialog textarea").fill("I call them instead");
        page.locator("dialog .primary").click();
        assertThat(page.locator(".undo-bar")).isVisible();
        assertThat(title(page)).not().hasText(first);
        page.keyboard().press("z");
        assertThat(title(page)).hasText(first);
        assertThat(page.locator(".undo-bar")).not().isVisible();
        Browser.end(page);
    }

    @Test
    void aReplyIsApprovedAsItIsShownAndUndone() {
        var person = withQuestion("The draft");
        var page = signedIn(person);
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        page.keyboard().press("a");
        assertThat(page.locator(".undo-bar")).containsText("s left");
        assertThat(page.locator(".detail h2")).hasText("Nothing waits for you");
        page.keyboard().press("z");
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        assertThat(person.asks().get("/api/queue").then().extract().<Integer>path("total"))
                .isEqualTo(1);
        Browser.end(page);
    }

    @Test
    void textIsKeptOverACrashAndAnExpiredSession() {
        var person = withQuestion("The draft");
        var page = signedIn(person);
        var typed = "Dear Mara,\n\n  Friday, as typed — with  spaces.\n";
        assertThat(page.locator(".fields")).isVisible();
        page.keyboard().press("e");
        page.locator(".mail textarea").fill(typed);
        page.reload();
        assertThat(page.locator(".mail textarea")).hasValue(typed);

        for (var session : person.asks()
                .get("/api/auth/sessions")
                .jsonPath()
                .<String>getList("items.findAll { !it.current }.id")) {
            person.asks().delete("/api/auth/sessions/" + session).then().statusCode(204);
        }
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send this text"))
                .click();
        assertThat(page.locator("dialog.session")).isVisible();
        Browser.check(page, "expired");
        page.locator("dialog input[name=password]").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".undo-bar")).containsText("Your text is queued");
        var card = person.asks().get("/api/queue?status=edited").jsonPath();
        assertThat(card.getString("cards[0].proposedAction").strip()).isEqualTo(typed.strip());
        assertThat(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('console.draft'))"))
                .isEqualTo(List.of());
        Browser.end(page);
    }

    @Test
    void ofTwoBrowsersTheSecondSeesWhatTheFirstDecided() {
        var person = withQuestion("Two browsers");
        var one = signedIn(person);
        var other = signedIn(person);
        assertThat(one.locator(".fields")).isVisible();
        assertThat(other.locator(".fields")).isVisible();
        one.keyboard().press("a");
        assertThat(one.locator(".undo-bar")).isVisible();
        assertThat(other.locator(".state")).containsText("Approved");
        assertThat(other.locator(".cards li")).hasCount(0);
        assertThat(one.locator(".detail h2")).hasText("Nothing waits for you");
        Browser.check(one, "empty-queue");
        one.keyboard().press("z");
        assertThat(other.locator(".cards li")).hasCount(1);
        assertThat(other.locator(".fields")).isVisible();
        Browser.end(one);
        Browser.end(other);
    }

    @Test
    void aTextIsLeftAloneWhenSomebodyElseDecides() {
        var person = withQuestion("Two browsers");
        var one = signedIn(person);
        var other = signedIn(person);
        assertThat(other.locator(".fields")).isVisible();
        other.keyboard().press("e");
        other.locator(".mail textarea").fill("My own words");
        assertThat(one.locator(".fields")).isVisible();
        one.keyboard().press("a");
        assertThat(other.locator(".notice")).containsText("decided elsewhere");
        Browser.check(other, "decided-elsewhere");
        assertThat(other.locator(".mail textarea")).hasValue("My own words");
        other.getByText("Send this text").click();
        assertThat(other.locator(".notice")).containsText("lready");
        other.getByText("Show it as it is now").click();
        assertThat(other.locator(".state")).containsText("Approved");
        Browser.end(one);
        Browser.end(other);
    }

    @Test
    void newMailComesByItselfAndLeavesTheCardThatIsRead() {
        var person = Person.register().proved();
        var page = signedIn(person);
        assertThat(page.locator(".detail h2")).hasText("Welcome");
        person.receives("Mara <mara@example.org>", "The first", "Hello,\n\nshall we meet on Friday?\n\nMara");
        assertThat(page.locator(".cards li")).hasCount(1);
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        person.receives("Jonas <jonas@example.com>", "The second", "Hello,\n\ncould we meet on Monday?\n\nJonas");
        assertThat(page.locator(".cards li")).hasCount(2);
        assertThat(page.locator(".fields")).containsText("mara@example.org");
        assertThat(page).hasTitle("(2) GetAnswers");
        Browser.end(page);
    }

    @Test
    void manyCardsAreApprovedAfterOneLookAtTheirMails() {
        var person = withQuestion("The first");
        person.receives("Jonas Weber <jonas@example.com>", "The second", "Hello,\n\ncould we meet on Monday?\n\nJonas");
        var page = signedIn(person);
        assertThat(page.locator(".cards li")).hasCount(2);
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.getByText("Approve them").click();
        assertThat(page.locator("dialog")).containsText("mara@example.org");
        assertThat(page.locator("dialog")).containsText("jonas@example.com");
        Browser.check(page, "bulk");
        page.locator("dialog .primary").click();
        assertThat(page.locator(".list-status")).containsText("2 approved");
        assertThat(person.asks().get("/api/queue").then().extract().<Integer>path("total"))
                .isZero();
        Browser.end(page);
    }

    @Test
    void hostileNamesAndHtmlAreShownAndDoNothing() {
        var person = Person.register().proved();
        var mail = "From: \"<img src=x onerror=alert(1)>\" <mara@example.org>\r\nTo: " + person.email()
                + "\r\nSubject: <script>alert(2)</script> a question\r\nMessage-ID: <" + person.email() + ".1>\r\n"
                + "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                + "<p>Shall we meet on Friday?</p><script>alert(3)</script><img src=\"https://tracker.example/p.png\">"
                + "<form action=\"https://elsewhere.example\"><input></form><a href=\"javascript:alert(4)\">here</a>\r\n";
        person.asks()
                .contentType("message/rfc822")
                .body(mail.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201);
        var page = browser.open();
        page.onRequest(request -> {
            if (!request.url().startsWith(address("/"))) {
                browser.complaints().add("request: " + request.url());
            }
        });
        signIn(page, person, "/#/needs_decision/" + onlyCard(person));
        assertThat(page.locator(".card .from")).containsText("<img src=x onerror=alert(1)>");
        page.getByText("Show with formatting").first().click();
        assertThat(page.frameLocator("iframe").getByText("Shall we meet on Friday?"))
                .isVisible();
        assertThat(page.frameLocator("iframe").locator("script, form, img[src^=http]"))
                .hasCount(0);
        Browser.check(page, "hostile");
        Browser.end(page);
    }

    @Test
    void itIsGermanDarkAndFitsAPhone() {
        var person = withQuestion("The draft");
        var page = browser.open("de-DE", 390, ColorScheme.DARK);
        signIn(page, person, "/");
        assertThat(page.locator(".cards li").first()).isVisible();
        Browser.check(page, "phone-queue");
        page.locator(".cards a").first().click();
        assertThat(page.locator(".fields")).isVisible();
        assertThat(page.getByText("Freigeben und senden")).isVisible();
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        Browser.check(page, "phone-card");
        Browser.end(page);
    }

    @Test
    void theServicesOwnSentencesAreGermanOnTheGermanPage() {
        var person = withQuestion("The draft");
        var page = browser.open("de-DE", 1280, ColorScheme.LIGHT);
        page.navigate(address("/"));
        page.locator("input[name=email]").fill(person.email());
        page.locator("input[name=password]").fill("a wrong one");
        page.keyboard().press("Enter");
        assertThat(page.locator(".error")).hasText("Die E-Mail-Adresse oder das Passwort ist falsch.");
        page.locator("input[name=password]").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".why p").first()).hasText("Wartet auf Durchsicht: das Risiko ist mittel.");
        assertThat(page.locator(".why tbody")).containsText("Damit beginnt jede Nachricht.");
        assertThat(page.locator(".why tbody")).containsText("Entwurf: Sie stellt eine Frage: „");
        assertThat(page.locator(".why tbody")).containsText("Sie bekamen noch keine Post von Mara Lindqvist.");
        assertThat(title(page)).containsText("Mara Lindqvist fragt: The draft");
        Browser.check(page, "german-card");

        page.keyboard().press("o");
        page.locator("dialog textarea").fill("Nicht jetzt");
        page.locator("dialog .primary").click();
        assertThat(page.locator(".undo-bar")).isVisible();
        person.asks()
                .post("/api/queue/"
                        + person.asks().get("/api/queue?status=rejected").path("cards[0].id") + "/withdraw")
                .then()
                .statusCode(200);
        page.keyboard().press("z");
        assertThat(page.locator(".undo-bar")).containsText("Es gibt keine Entscheidung zurückzunehmen.");
        page.navigate(address("/#/settings"));
        page.locator("textarea[name=addresses]").fill("keine Adresse");
        page.locator("section[aria-label='Sie'] button.primary").click();
        assertThat(page.locator(".field-error")).containsText("muss eine E-Mail-Adresse sein");
        Browser.end(page);
    }

    @Test
    void theSignatureIsAddedToAnAnswerByHandAndGoesOutAsItIsShown() {
        var person = withQuestion("The offer");
        person.asks()
                .contentType("application/json")
                .body(Map.of("signature", "Someone\nNorthwind"))
                .patch("/api/auth/me")
                .then()
                .statusCode(200);
        var page = signedIn(person);
        page.getByText("Answer by hand").click();
        page.getByText("Add my signature").click();
        page.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".reply .error")).hasText("Write something first.");
        var answer = page.getByLabel("Your answer");
        answer.press("Control+Home");
        page.keyboard().type("Friday it is.");
        page.getByText("Add my signature").click();
        assertThat(answer).hasValue("Friday it is.\n\n-- \nSomeone\nNorthwind");
        page.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".undo-bar")).containsText("Your answer is queued.");
        assertThat(person.asks().get("/api/queue?status=edited").jsonPath().getString("cards[0].proposedAction"))
                .isEqualTo("Friday it is.\n\n-- \nSomeone\nNorthwind");
        Browser.end(page);
    }

    @Test
    void aCardThatIsSettledElsewhereTellsHow() {
        var person = Person.register().proved();
        ConsolePressTest.mail(person, "1", "");
        var card = onlyCard(person);
        // The worker that reads the person's mailbox writes this; OtherMailProgramTest has the whole way.
        TestSql.execute(
                "update agent_actions set status = 'rejected', override_reason = ?, resolved_at = now(), decided_by = 'person'"
                        + " where id = ?::text::uuid",
                SettledElsewhere.ANSWERED.reason(),
                card);
        var page = browser.open("de-DE", 1280, ColorScheme.LIGHT);
        signIn(page, person, "/#/handled/" + card);
        assertThat(page.locator(".state")).containsText("Sie haben das in einem anderen Mailprogramm beantwortet.");
        assertThat(page.locator(".state")).not().containsText("Abgelehnt");
        Browser.check(page, "settled-elsewhere");
        Browser.end(page);
    }

    @Test
    void anOverriddenCardTellsThePersonsReason() {
        var person = withQuestion("The offer");
        var card = onlyCard(person);
        person.asks()
                .contentType("application/json")
                .body(Map.of("reason", "I call them"))
                .post("/api/queue/" + card + "/override")
                .then()
                .statusCode(200)
                .body("overrideReason", org.hamcrest.Matchers.equalTo("I call them"))
                .body("settledElsewhere", org.hamcrest.Matchers.equalTo(false));
        var page = browser.open();
        signIn(page, person, "/#/handled/" + card);
        assertThat(page.locator(".state")).containsText("Rejected");
        assertThat(page.locator(".state")).containsText("Your reason: I call them");
        Browser.end(page);
    }

    @Test
    void aFirstVisitIsWelcomed() {
        var page = signedIn(Person.register().proved());
        assertThat(page.locator(".detail h2")).hasText("Welcome");
        Browser.check(page, "first-visit");
        page.reload();
        assertThat(page.locator(".detail h2")).hasText("Welcome");
        page.getByText("Sign out").click();
        assertThat(page.locator("form.signin")).isVisible();
        page.reload();
        assertThat(page.locator("form.signin")).isVisible();
        Browser.end(page);
    }
}
