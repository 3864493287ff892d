package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestSql;
import co.getanswers.mailbox.gmail.GmailBox;
import co.getanswers.mailbox.gmail.GmailServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers of waiting cards among the drafts of a mailbox at Gmail. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class GmailCardDraftsTest {
    GmailServer gmail;

    private Account account;
    private String email;
    private GmailBox box;
    private String id;

    @BeforeEach
    void aMailboxThatKeepsDrafts() {
        account = TestAccounts.create();
        email = "box-" + account.id() + "@gmail.example";
        box = gmail.box(email);
        var url = URI.create(account.request()
                .post("/api/accounts/gmail")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("url"));
        var state = url.getQuery().replaceFirst(".*\\bstate=([^&]+).*", "$1");
        id = account.sends(Map.of("code", gmail.grant(url, email), "state", state))
                .post("/api/accounts/gmail/callback")
                .then()
                .statusCode(200)
                .body("keepsDrafts", equalTo(false))
                .extract()
                .path("id");
        keep(true);
    }

    @AfterEach
    void disconnect() {
        TestSql.execute("delete from mail_accounts where user_id = ?", account.id());
    }

    private void keep(boolean keepsDrafts) {
        account.sends(Map.of("keepsDrafts", keepsDrafts))
                .patch("/api/accounts/{id}", id)
                .then()
                .statusCode(200)
                .body("keepsDrafts", equalTo(keepsDrafts));
    }

    private static ConditionFactory eventually(String what) {
        return await(what).dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(1));
    }

    private String arrives() {
        box.deliver(
                "From: Ann <ann@client.example>\r\nTo: " + email + "\r\nSubject: The contract\r\nMessage-ID: <"
                        + UUID.randomUUID()
                        + "@client.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                        + "Could you send me the contract by Friday, please?\r\n",
                "INBOX");
        eventually("the card").until(() -> account.request().get("/api/queue").path("cards[0].id") != null);
        return account.request().get("/api/queue").path("cards[0].id");
    }

    /** Waits for a state of the card's draft; after a failure it is tried again at once. */
    private void draftIs(String state, String card) {
        eventually("the draft to be " + state).until(() -> {
            TestSql.execute(
                    "update mail_drafts set available_at = now() where user_id = ? and available_at > now()",
                    account.id());
            return state.equals(
                    TestSql.value(String.class, "select state from mail_drafts where action_id = ?::uuid", card));
        });
    }

    private String placed() {
        var card = arrives();
        draftIs("placed", card);
        assertThat(box.draftTexts()).hasSize(1);
        return card;
    }

    private void noDrafts() {
        eventually("the drafts to go").until(() -> {
            TestSql.execute(
                    "update mail_drafts set available_at = now() where user_id = ? and available_at > now()",
                    account.id());
            return TestSql.value(Long.class, "select count(*) from mail_drafts where user_id = ?", account.id()) == 0;
        });
    }

    private void changeAnswer(String card, String text) {
        TestSql.execute(
                "update agent_actions set proposed_content = ?, updated_at = now() where id = ?::uuid", text, card);
        TestSql.execute("update user_counters set user_id = user_id where user_id = ?", account.id());
    }

    private void decline(String card) {
        account.sends("{\"reason\": \"No\"}")
                .post("/api/queue/{id}/override", card)
                .then()
                .statusCode(200);
    }

    @Test
    void theAnswerLiesAmongTheDraftsUntilItIsDecided() {
        var card = placed();

        var proposed = account.request().get("/api/queue/{id}", card).jsonPath();
        assertThat(proposed.getString("mailboxDraft.folder")).isEqualTo("Drafts");
        assertThat(box.draftTexts().get(0))
                .contains(
                        proposed.getString("proposedAction").lines().findFirst().orElseThrow())
                .contains("ann@client.example")
                .contains("Message-ID: <draft." + card);
        decline(card);

        noDrafts();
        assertThat(box.draftTexts()).isEmpty();
        account.request().get("/api/queue/{id}", card).then().body("mailboxDraft", nullValue());
    }

    @Test
    void anApprovalSendsOneMailAndRemovesTheDraft() {
        var card = placed();

        account.request().post("/api/queue/{id}/approve", card).then().statusCode(200);

        eventually("the reply").until(() -> box.sent().size() == 1);
        noDrafts();
        assertThat(box.draftTexts()).isEmpty();
        assertThat(box.sent()).hasSize(1);
    }

    @Test
    void anAnswerThatChangesReplacesItsDraft() {
        var card = placed();

        changeAnswer(card, "Another text.");

        eventually("the other text")
                .until(() ->
                        box.draftTexts().size() == 1 && box.draftTexts().get(0).contains("Another text."));
        draftIs("placed", card);
    }

    @Test
    void aDraftThatThePersonHasEditedIsLeftAlone() {
        var card = placed();

        box.editDrafts("Dear Ann, my own words.");

        draftIs("left", card);
        account.request()
                .get("/api/queue/{id}", card)
                .then()
                .body("mailboxDraft.folder", nullValue())
                .body("mailboxDraft.reason", startsWith("The draft in your mailbox was changed"));
        decline(card);
        draftIs("placed", arrives());
        assertThat(box.draftTexts())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("Dear Ann, my own words."));
    }

    @Test
    void aTextThatThePersonWritesAtTheMomentOfAReplacementStays() {
        var card = placed();
        box.editBeforeTheBin("Dear Ann, my own words.");

        changeAnswer(card, "Another text.");

        draftIs("left", card);
        assertThat(box.draftTexts()).singleElement().asString().contains("Dear Ann, my own words.");
    }

    @Test
    void aLostAnswerLeavesOneDraft() {
        box.loseCreated();

        placed();

        assertThat(box.drafts()).isEqualTo(1);
    }

    @Test
    void aFirstDraftThatIsRefusedForNowIsTriedAgain() {
        box.refuseDrafts(true);
        var card = arrives();
        eventually("the refusal")
                .until(() -> account.request().get("/api/queue/{id}", card).path("mailboxDraft.reason") != null);
        account.request()
                .get("/api/queue/{id}", card)
                .then()
                .body("mailboxDraft.reason", startsWith("No draft is kept in your mailbox. Its server said: "));

        box.refuseDrafts(false);
        draftIs("placed", card);

        account.request().get("/api/queue/{id}", card).then().body("mailboxDraft.reason", nullValue());
        assertThat(box.draftTexts()).hasSize(1);
    }

    @Test
    void aDraftThatThePersonSendsSettlesItsCard() {
        var card = placed();

        box.sendTheDraft();

        eventually("the card to be settled")
                .until(() -> account.request()
                        .get("/api/queue/{id}", card)
                        .path("status")
                        .equals("rejected"));
        noDrafts();
        assertThat(box.draftTexts()).isEmpty();
        assertThat(box.sent()).hasSize(1);
    }

    @Test
    void withTheSettingTurnedOffTheDraftGoes() {
        placed();

        keep(false);

        noDrafts();
        assertThat(box.draftTexts()).isEmpty();
    }
}
