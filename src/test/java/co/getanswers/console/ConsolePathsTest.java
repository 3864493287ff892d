package co.getanswers.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.MailAccounts;
import co.getanswers.MailServer;
import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Paths through the console that a person takes seldom: links of mails, downloads, passwords, accounts from before. */
@EnabledIfSystemProperty(named = "console.browser", matches = "true")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(MailServer.class)
class ConsolePathsTest extends BrowserTest {
    private static final String NEXT = "staple correct horse";
    private static final Pattern LINK = Pattern.compile("http://localhost:3000(/auth/reset#token=\\S+)");

    Function<String, List<String>> mailTo;

    private static Page opened(Person person, String screen) {
        var page = browser.open();
        signIn(page, person, "/#/" + screen);
        assertThat(page.locator(".screen h1")).isVisible();
        return page;
    }

    private static void signsInWith(Page page, Person person, String password) {
        page.locator("input[name=email]").fill(person.email());
        page.locator("input[name=password]").fill(password);
        page.keyboard().press("Enter");
    }

    @Test
    void aForgottenPasswordIsSetAnewByAMailedLink() {
        var person = Person.register().proved();
        var page = browser.open();
        page.navigate(address("/"));
        page.getByText("I forgot my password").click();
        page.locator("input[name=email]").fill(person.email());
        page.keyboard().press("Enter");
        assertThat(page.locator(".signin [role=status]")).containsText("a link is on its way");
        Awaitility.await("mail")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !mailTo.apply(person.email()).isEmpty());
        var link = LINK.matcher(mailTo.apply(person.email()).get(0));
        assertThat(link.find()).isTrue();

        page.navigate(address(link.group(1)));
        assertThat(page.locator(".signin h1")).hasText("Set a new password");
        assertThat((String) page.evaluate("location.href")).doesNotContain("token");
        Browser.check(page, "reset");
        page.locator("input[name=password]").fill("password123");
        page.keyboard().press("Enter");
        assertThat(page.locator(".signin .error")).containsText("most common passwords");
        page.locator("input[name=password]").fill(NEXT);
        page.keyboard().press("Enter");
        assertThat(page.locator(".panes")).isVisible();
        page.getByText("Sign out").click();
        signsInWith(page, person, PASSWORD);
        assertThat(page.locator(".signin .error")).containsText("password is wrong");
        signsInWith(page, person, NEXT);
        assertThat(page.locator(".panes")).isVisible();

        page.getByText("Sign out").click();
        assertThat(page.locator("form.signin")).isVisible();
        page.navigate("about:blank");
        page.navigate(address(link.group(1)));
        page.locator("input[name=password]").fill(NEXT + " again");
        page.keyboard().press("Enter");
        assertThat(page.locator(".signin .error")).containsText("was used already");
        Browser.end(page);
    }

    @Test
    void thePasswordIsChangedOnceTheOldOneIsGiven() {
        var person = Person.register().proved();
        var elsewhere = signedIn(person);
        var page = opened(person, "settings");
        var section = page.locator("section[aria-label=Password]");
        page.locator("input[name=currentPassword]").fill("a wrong one");
        page.locator("input[name=newPassword]").fill(NEXT);
        page.keyboard().press("Enter");
        assertThat(section.locator(".error")).hasText("The current password is wrong.");
        assertThat(page.locator("dialog.session")).hasCount(0);
        page.locator("input[name=currentPassword]").fill(PASSWORD);
        page.locator("input[name=newPassword]").fill("qwertyuiop");
        page.keyboard().press("Enter");
        assertThat(section.locator(".field-error")).containsText("most common passwords");
        page.locator("input[name=newPassword]").fill(NEXT);
        page.keyboard().press("Enter");
        assertThat(section.getByText("Saved.")).isVisible();
        Browser.check(page, "settings-password");
        page.reload();
        assertThat(page.locator(".screen h1")).hasText("Settings");
        // The other session has ended, and its page asks for the new password.
        assertThat(elsewhere.locator("dialog.session")).isVisible();
        elsewhere.locator("dialog input[name=password]").fill(NEXT);
        elsewhere.keyboard().press("Enter");
        assertThat(elsewhere.locator("dialog.session")).hasCount(0);
        elsewhere.getByText("Objectives").click();
        assertThat(elsewhere.locator(".screen h1")).hasText("Objectives");
        Browser.end(page);
        Browser.end(elsewhere);
    }

    @Test
    void anAttachmentIsDownloadedAsItWasSent() throws IOException {
        var person = Person.register().proved();
        var mail = "From: Mara <mara@example.org>\r\nTo: " + person.email()
                + "\r\nSubject: The list\r\nMessage-ID: <list." + person.email()
                + ">\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
                + "Hello,\r\n\r\nis this list right?\r\n\r\n--b\r\nContent-Type: text/csv; charset=utf-8\r\n"
                + "Content-Disposition: attachment; filename*=UTF-8''Preise%20%C3%9Cbersicht.csv\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\nUHJlaXM7MTIK\r\n--b--\r\n";
        person.asks()
                .contentType("message/rfc822")
                .body(mail.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201);
        var page = signedIn(person);
        var file = page.locator(".attachments button").first();
        assertThat(file).containsText("Preise Übersicht.csv");
        var download = page.waitForDownload(file::click);
        assertThat(download.suggestedFilename()).isEqualTo("Preise Übersicht.csv");
        assertThat(Files.readString(download.path())).isEqualTo("Preis;12\n");
        var original = page.waitForDownload(
                () -> page.getByText("Download the original").first().click());
        assertThat(Files.readString(original.path())).isEqualTo(mail);

        page.route("**/attachments/**", route -> route.abort());
        file.locator("bdi").click();
        assertThat(page.locator(".attachments li > .error")).containsText("The service can’t be reached");
        assertThat(file).not().containsText("reached");
        Browser.end(page);
    }

    @Test
    void theActionLogIsDownloadedAsNdjson() throws IOException {
        var person = withQuestion("The offer");
        person.receives("Noor <noor@example.org>", "The invoice", "Hello,\n\nwhen do you pay?\n\nNoor");
        var page = opened(person, "settings");
        var download =
                page.waitForDownload(() -> page.getByText("Download as NDJSON").click());
        assertThat(download.suggestedFilename()).isEqualTo("getanswers-actions.ndjson");
        var lines = Files.readAllLines(download.path());
        assertThat(lines).hasSize(2);
        assertThat(lines)
                .extracting(line -> new JsonObject(line).getString("status"))
                .containsOnly("pending");
        Browser.end(page);
    }

    @Test
    void anAccountFromBeforeTheProofIsTakenOver() {
        var earlier = withQuestion("From before");
        var person = Person.register().proved();
        TestSql.execute(
                "insert into set_aside_accounts (user_id, owner_id, set_aside_at)"
                        + " select before.id, owner.id, now() from users before, users owner where before.email = ? and owner.email = ?",
                earlier.email(),
                person.email());
        var page = opened(person, "settings");
        assertThat(page.locator(".box").first()).containsText("left 1 messages, 1 objectives and 0 policies");
        page.getByText("That was me: take it over").click();
        Browser.check(page, "take-over");
        page.locator("dialog .primary").click();
        assertThat(page.locator("form.signin")).isVisible();
        signsInWith(page, person, PASSWORD);
        assertThat(page.locator(".screen h1")).hasText("Settings");
        assertThat(page.getByText("somebody had registered with it")).hasCount(0);
        page.getByText("Needs a decision").click();
        assertThat(page.locator(".cards li")).hasCount(1);
        assertThat(page.locator(".card h2")).containsText("From before");
        Browser.end(page);
    }

    @Test
    void theFolderOfFiledMailIsChosenOnAPhone() {
        var person = Person.register().proved();
        var id = MailAccounts.insert(person.email());
        var page = browser.open("en-GB", 390, ColorScheme.LIGHT);
        signIn(page, person, "/#/accounts");
        page.getByLabel("Filed mail: box@owner.example").click();
        page.locator("dialog select[name=onFile]").selectOption("folder");
        page.locator("dialog .primary").click();
        assertThat(page.locator("dialog .error")).hasText("Name the folder.");
        assertThat((boolean)
                        page.evaluate("(() => { const box = document.querySelector('dialog').getBoundingClientRect();"
                                + " return box.left >= 0 && box.right <= innerWidth"
                                + " && document.documentElement.scrollWidth <= innerWidth; })()"))
                .isTrue();
        Browser.check(page, "phone-filed");
        page.locator("dialog input[name=fileFolder]").fill("Erledigt & abgelegt");
        page.locator("dialog input[name=fileFolder]").press("Enter");
        assertThat(page.locator(".box").first()).containsText("The mail of filed cards goes to Erledigt & abgelegt.");
        assertThat(page.getByLabel("Filed mail: box@owner.example")).isFocused();
        assertThat(person.asks().get("/api/accounts/" + id).<String>path("fileFolder"))
                .isEqualTo("Erledigt & abgelegt");
        Browser.end(page);
    }
}
