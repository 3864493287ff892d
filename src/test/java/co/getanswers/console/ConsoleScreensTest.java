package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.MailAccounts;
import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
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
    static Person withNewsletters() {
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

    static void newsletter(Person person, String number) {
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
        assertThat(page.locator(".box .notice").first())
                .containsText("Nothing was sent, so nothing else is left of it.");
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
        page.locator("input[type=number][aria-label='Set the urgency to']").fill("91");
        page.getByText("Try it on past mail").click();
        assertThat(page.locator(".dry-run")).containsText("Of 1 messages, 1 match and 1 would be treated differently.");
        assertThat(page.locator(".dry-run td").last()).containsText("90 → 91");
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

    @Test
    void settingsAreChangedAndTheAccountIsDeletedOnceThePasswordIsGiven() {
        var person = withNewsletters();
        TestSql.execute(
                "insert into set_aside_accounts (user_id, owner_id, set_aside_at)"
                        + " select before.id, owner.id, now() from users before, users owner where before.email = ? and owner.email = ?",
                Person.register().email(),
                person.email());
        var page = opened(person, "settings");
        assertThat(page.locator(".box").first()).containsText("somebody had registered with it");
        Browser.check(page, "settings-set-aside");
        page.getByText("That was not me: delete it").click();
        page.locator("dialog .danger").click();
        assertThat(page.getByText("somebody had registered with it")).hasCount(0);
        assertThat(page.getByLabel("High: what is probable")).isChecked();
        page.locator("textarea[name=addresses]").fill("sales@people.example\nno address");
        saveIn(page, "You");
        assertThat(page.locator(".field-error")).containsText("must be an e-mail address");
        Browser.check(page, "settings");
        page.locator("textarea[name=addresses]").fill("sales@people.example");
        saveIn(page, "You");
        assertThat(page.locator(".field-error")).hasCount(0);
        page.getByLabel("Low: nothing happens").check();
        saveIn(page, "What the agent may do alone");
        assertThat(page.getByLabel("What the agent may do alone")
                        .getByText("Saved.")
                        .first())
                .isVisible();
        var me = person.asks().get("/api/auth/me").jsonPath();
        assertThat(me.getString("autonomyLevel")).isEqualTo("low");
        assertThat(me.<String>getList("addresses")).containsExactly("sales@people.example");

        page.locator("textarea[name=signature]").fill("Someone\nNorthwind Garden Tools");
        page.getByLabel("Language of drafts").selectOption("de");
        assertThat(page.getByLabel("Tone of drafts")).hasValue("neutral");
        page.getByLabel("Tone of drafts").selectOption("formal");
        page.getByLabel("Seconds to take a decision back").fill("3");
        assertThat(page.locator("section[aria-label='Replies and undo']"))
                .containsText("5 to 120. Nothing is carried out before.");
        saveIn(page, "Replies and undo");
        assertThat(page.locator(".field-error")).containsText("must be 5 to 120");
        page.reload();
        var restored = page.locator("section[aria-label='Replies and undo']");
        assertThat(restored.locator(".notice")).containsText("Your changes from before are back.");
        assertThat(page.locator("textarea[name=signature]")).hasValue("Someone\nNorthwind Garden Tools");
        assertThat(page.getByLabel("Language of drafts")).hasValue("de");
        assertThat(page.locator("section[aria-label='You'] .notice")).hasCount(0);
        page.getByLabel("Seconds to take a decision back").fill("45");
        page.keyboard().press("Enter");
        assertThat(page.locator("section[aria-label='Replies and undo'] .buttons [role=status]"))
                .hasText("Saved.");
        Browser.check(page, "settings-replies");
        assertThat(restored.locator(".notice")).hasCount(0);
        assertThat(person.asks().get("/api/auth/me").<String>path("user.replyTone"))
                .isEqualTo("formal");
        assertThat(person.asks().get("/api/auth/me").<String>path("user.signature"))
                .isEqualTo("Someone\nNorthwind Garden Tools");

        page.getByText("End it").first().click();
        assertThat(page.locator(".rows li")).hasCount(1);
        var download =
                page.waitForDownload(() -> page.getByText("Download as CSV").click());
        assertThat(download.suggestedFilename()).isEqualTo("getanswers-actions.csv");
        var archive =
                page.waitForDownload(() -> page.getByText("Download everything").press("Enter"));
        assertThat(archive.suggestedFilename()).isEqualTo("getanswers-export.zip");

        var delete = page.locator("button.danger");
        delete.click();
        page.locator("dialog input").fill("a wrong one");
        Browser.check(page, "settings-delete");
        page.locator("dialog .danger").click();
        assertThat(page.locator(".field-error")).isVisible();
        delete.click();
        page.locator("dialog input").fill(PASSWORD);
        page.locator("dialog .danger").click();
        assertThat(page.locator("form.signin")).isVisible();
        Browser.end(page);
    }

    private static void saveIn(Page page, String section) {
        page.locator("section[aria-label='" + section + "'] button.primary").click();
    }

    @Test
    void aMailboxIsConnectedOnceItsServersAcceptItAndMailIsImported() throws IOException {
        var server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        server.start();
        try {
            server.setUser("mara@example.org", "mara", "s3cret-of-mara");
            var person = Person.register().proved();
            MailAccounts.insert(person.email());
            var page = opened(person, "accounts");
            assertThat(page.locator(".box").first()).containsText("You paused it");
            page.route(
                    "**/api/accounts/servers*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody("""
                            {"imap": {"host": "127.0.0.1", "port": %d, "tls": "implicit", "username": "mara"},
                             "smtp": {"host": "127.0.0.1", "port": %d, "tls": "implicit", "username": "mara"},
                             "keepsSent": true}""".formatted(
                                            server.getImaps().getPort(),
                                            server.getSmtps().getPort()))));
            page.locator("input[name=addresses]").fill("mara@example.org");
            page.locator("input[name=password]").fill("of no storage");
            page.reload();
            assertThat(page.locator("input[name=addresses]")).hasValue("mara@example.org");
            assertThat(page.locator("input[name=password]")).hasValue("");
            assertThat((String) page.evaluate("JSON.stringify(localStorage)")).doesNotContain("of no storage");
            page.locator("input[name=password]").fill("not-the-password");
            assertThat(page.locator("input[name='imap.username']")).hasValue("mara");
            page.getByText("Test and connect").click();
            assertThat(page.locator(".field-error")).containsText("refuses the login");
            Browser.check(page, "accounts");
            page.locator("input[name=password]").fill("s3cret-of-mara");
            page.getByText("Test and connect").click();
            assertThat(page.locator("h2", new Page.LocatorOptions().setHasText("mara@example.org")))
                    .isVisible();
            page.getByLabel("Pause: mara@example.org").click();
            assertThat(page.getByLabel("Resume: mara@example.org")).isFocused();
            String connected =
                    person.asks().get("/api/accounts").path("items.find { it.addresses[0] == 'mara@example.org' }.id");
            person.asks().post("/api/accounts/" + connected + "/resume").then().statusCode(200);
            assertThat(page.getByLabel("Pause: mara@example.org")).isVisible();
            page.getByLabel("Delete: box@owner.example").click();
            page.locator("dialog .danger").click();
            assertThat(page.locator("h2", new Page.LocatorOptions().setHasText("box@owner.example")))
                    .hasCount(0);

            page.locator("input[type=file]").setInputFiles(Path.of("src/main/resources/demo/mailbox.mbox"));
            assertThat(page.locator(".drop [role=status]")).containsText("messages were read");
            Browser.check(page, "accounts-imported");
            Browser.end(page);
        } finally {
            server.stop();
        }
    }

    @Test
    void anObjectiveIsPutOffToADay() {
        var person = withQuestion("The offer");
        var page = opened(person, "objectives");
        assertThat(page.locator(".boxes .box")).hasCount(1);
        Browser.check(page, "objectives");
        page.locator(".boxes .box a").click();
        assertThat(page.locator(".message").first()).isVisible();
        page.locator("select[name=status]").selectOption("scheduled");
        page.locator("input[name=title]").fill("Not this");
        page.reload();
        assertThat(page.locator("input[name=dueAt]")).isVisible();
        assertThat(page.locator("input[name=title]")).hasValue("Not this");
        page.getByText("Discard").click();
        assertThat(page.locator("input[name=title]")).hasValue("The offer");
        assertThat(page.locator("input[name=dueAt]")).isHidden();
        page.locator("select[name=status]").selectOption("scheduled");
        page.locator("input[name=dueAt]").fill(LocalDate.now().plusDays(9) + "T08:00");
        page.locator(".fields-form button.primary").click();
        assertThat(page.locator(".fields-form [role=status]")).hasText("Saved.");
        Browser.check(page, "objective");
        page.navigate(address("/#/objectives/scheduled"));
        assertThat(page.locator(".boxes .box")).containsText("Comes back on");
        page.locator("input[type=search]").fill("something else");
        assertThat(page.locator(".boxes .box")).hasCount(0);
        Browser.end(page);
    }

    @Test
    void aConversationIsMovedAndObjectivesAreMergedByKeyboard() {
        var person = withQuestion("The offer");
        person.receives("Noor Haddad <noor@example.org>", "The invoice", "Hello,\n\nwhen do you pay?\n\nNoor");
        var page = opened(person, "objectives");
        page.locator(".boxes .box a", new Page.LocatorOptions().setHasText("The offer"))
                .click();
        page.getByText("Move to another objective").press("Enter");
        assertThat(page.locator("dialog input[type=radio]")).hasCount(1);
        page.keyboard().type("All about Mara");
        assertThat(page.locator("dialog .badge")).hasText("a new objective");
        Browser.check(page, "move");
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        assertThat(page.locator(".thread .notice")).containsText("Moved to “All about Mara”.");
        Browser.check(page, "moved");
        // The page reads the conversations of the objective anew, of which this is none any more.
        page.waitForResponse(
                "**/api/conversations?limit=100*",
                () -> person.receives(
                        "Jonas <jonas@example.com>", "The date", "Hello,\n\ncould we meet on Monday?\n\nJonas"));
        page.getByText("Move it back").press("Enter");
        assertThat(page.locator(".thread .buttons a").first()).hasText("The offer");
        assertThat(page.getByText("Move to another objective")).isFocused();

        page.getByText("Merge into another objective").press("Enter");
        page.locator("dialog .danger").press("Enter");
        assertThat(page.locator("dialog .error")).hasText("Choose an objective.");
        page.locator("dialog input[type=search]").fill("invo");
        assertThat(page.locator("dialog input[type=radio]")).hasCount(1);
        page.locator("dialog input[type=radio]").check();
        Browser.check(page, "merge");
        page.keyboard().press("Enter");
        assertThat(page.locator(".screen h1")).hasText("The invoice");
        assertThat(page.locator(".screen details.box")).hasCount(2);
        assertThat(person.asks()
                        .get("/api/objectives?q=The offer")
                        .then()
                        .extract()
                        .<Integer>path("items.size()"))
                .isZero();
        Browser.end(page);
    }

    @Test
    void numbersArePlottedWithATable() throws IOException {
        var person = withMailbox();
        person.asks()
                .contentType("application/json")
                .body(Map.of("reason", "I call them"))
                .post("/api/queue/" + onlyCard(person) + "/override")
                .then()
                .statusCode(200);
        newsletter(person, "third");
        var page = opened(person, "numbers");
        assertThat(page.locator(".bars rect").first()).isAttached();
        page.getByText("As a table").first().click();
        assertThat(page.locator(".plot table").first()).isVisible();
        Browser.check(page, "numbers");
        Browser.end(page);
    }

    @Test
    void everyScreenIsGermanDarkAndFitsAPhone() {
        var person = withNewsletters();
        var page = browser.open("de-DE", 390, ColorScheme.DARK);
        signIn(page, person, "/");
        for (var screen : List.of("done", "objectives/handled", "policies/new", "accounts", "settings", "numbers")) {
            page.navigate(address("/#/" + screen));
            assertThat(page.locator(".screen .box").first()).isVisible();
            assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(screen)
                    .isTrue();
            Browser.check(page, "phone-" + screen.replaceAll("/.*", ""));
        }
        page.navigate(address("/#/objectives/handled"));
        page.locator(".boxes .box a").first().click();
        page.getByText("Mit einer anderen Sache zusammenführen").click();
        assertThat(page.locator("dialog input[type=radio]")).hasCount(1);
        Browser.check(page, "phone-merge");
        page.locator("dialog button").first().click();
        Browser.end(page);
    }
}
