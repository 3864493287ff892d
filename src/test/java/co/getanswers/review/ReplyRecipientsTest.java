package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a card's reply goes to, and the mail that it will be. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReplyRecipientsTest {
    private Person owner;

    @BeforeEach
    void aPerson() {
        owner = Person.register();
    }

    private JsonPath receives(String header) {
        return receives(header, "Could you send me the contract, please?");
    }

    /** @param header its fields; To and Subject are added where they lack */
    private JsonPath receives(String header, String text) {
        var mail = header.strip() + "\n" + (header.contains("\nTo: ") ? "" : "To: " + owner.email() + "\n")
                + "Subject: The renewal\nMessage-ID: <" + UUID.randomUUID() + "@test.example>\n"
                + "Date: Fri, 20 Nov 2026 10:00:00 +0000\n\n" + text + "\n";
        return owner.asks()
                .contentType("message/rfc822")
                .body(mail.replace("To: me", "To: " + owner.email()).getBytes(StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse card(JsonPath taken) {
        return owner.asks()
                .get("/api/queue/{id}", taken.getString("action.id"))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse preview(JsonPath taken, String query) {
        return owner.asks()
                .get("/api/queue/" + taken.getString("action.id") + "/preview" + query)
                .then();
    }

    private ValidatableResponse edit(JsonPath taken, Map<String, Object> body) {
        return owner.asks()
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/api/queue/{id}", taken.getString("action.id"))
                .then();
    }

    @Test
    void theCardNamesAllAddressesOfReplyToAndTheSubject() {
        var taken = receives("From: Form <form@site.example>\n"
                + "Reply-To: Carla Ruiz <carla@client.example>, desk@client.example\nCc: jo@partner.example");

        card(taken)
                .body("recipients.to.email", contains("carla@client.example", "desk@client.example"))
                .body("recipients.to[0].name", equalTo("Carla Ruiz"))
                .body("recipients.cc", empty())
                .body("replyAllRecipients.cc.email", contains("jo@partner.example"))
                .body("replyAll", equalTo(false))
                .body("subject", equalTo("Re: The renewal"))
                .body("sender.email", equalTo("form@site.example"));
        owner.asks()
                .get("/api/queue")
                .then()
                .body("cards[0].recipients.to.email", contains("carla@client.example", "desk@client.example"));
    }

    @Test
    void aReplyThatLeadsToAnotherDomainIsAtLeastOfMediumRiskAndWaits() {
        var taken = receives("From: form@site.example\nReply-To: carla@client.example");

        card(taken)
                .body("status", equalTo("pending"))
                .body("riskLevel", not(equalTo("low")))
                .body("rationale.signals.name", hasItem("reply_elsewhere"));
    }

    @Test
    void replyToAllIsTheChoiceOfWhoDecides() {
        var taken = receives("From: ann@client.example\nTo: me, bob@client.example\nCc: jo@partner.example");
        card(taken).body("recipients.to.email", contains("ann@client.example"));

        edit(taken, Map.of("proposedAction", "Yes.", "replyAll", true))
                .statusCode(200)
                .body("replyAll", equalTo(true))
                .body("recipients.to.email", contains("ann@client.example"))
                .body("recipients.cc.email", contains("bob@client.example", "jo@partner.example"))
                .body("replyAllRecipients", nullValue());
    }

    @Test
    void aWithdrawalTakesTheChoiceBack() {
        var taken = receives("From: ann@client.example\nCc: jo@partner.example");

        edit(taken, Map.of("proposedAction", "Yes.", "replyAll", true)).statusCode(200);
        assertWithdrawn(taken);
        approve(taken, "*", true).statusCode(200).body("replyAll", equalTo(true));
        assertWithdrawn(taken);
    }

    private void assertWithdrawn(JsonPath taken) {
        owner.asks()
                .noContentType()
                .post("/api/queue/{id}/withdraw", taken.getString("action.id"))
                .then()
                .statusCode(200)
                .body("replyAll", equalTo(false))
                .body("recipients.cc", empty());
    }

    @Test
    void aReplyToACrowdIsRefused() {
        var crowd = IntStream.range(0, 120)
                .mapToObj(i -> "p" + i + "@crowd.example")
                .collect(Collectors.joining(",\n "));
        var taken = receives("From: ann@client.example\nCc: " + crowd);

        card(taken).body("replyAllRecipients", nullValue());
        edit(taken, Map.of("proposedAction", "Yes.", "replyAll", true))
                .statusCode(409)
                .body("detail", containsString("more than 100"));
        edit(taken, Map.of("proposedAction", "Yes.")).statusCode(200);
    }

    @Test
    void thePreviewIsTheMailWithItsQuotation() {
        var taken = receives("From: Ann <ann@client.example>");
        preview(taken, "")
                .statusCode(200)
                .body("to.email", contains("ann@client.example"))
                .body("from.email", equalTo(owner.email()))
                .body("subject", equalTo("Re: The renewal"))
                .body("headers.find { it.name == 'To' }.value", equalTo("Ann <ann@client.example>"))
                .body("headers.name", hasItem("In-Reply-To"))
                .body("headers.name", not(hasItem("Auto-Submitted")))
                .body("text", containsString("> Could you send me the contract, please?"));
        var mail = owner.asks()
                .accept("message/rfc822")
                .get("/api/queue/{id}/preview", taken.getString("action.id"))
                .then()
                .statusCode(200)
                .contentType("message/rfc822")
                .extract()
                .asString();
        assertThat(mail).contains("Subject: Re: The renewal\r\n", "\r\n\r\n").contains("> Could you send me");
    }

    @Test
    void anApprovalOfAnotherMailThanTheOneThatWasSeenIsRefused() {
        var taken = receives("From: Ann <ann@client.example>\nCc: jo@partner.example");
        var seen = preview(taken, "").statusCode(200).extract().header("ETag");
        assertThat(preview(taken, "").extract().header("ETag")).isEqualTo(seen);
        assertThat(preview(taken, "?replyAll=true").extract().header("ETag")).isNotEqualTo(seen);

        approve(taken, seen, true).statusCode(412).body("detail", containsString("preview"));
        card(taken).body("status", equalTo("pending"));
        approve(taken, seen, false).statusCode(200).body("status", equalTo("approved"));
    }

    private ValidatableResponse approve(JsonPath taken, String seen, boolean replyAll) {
        return owner.asks()
                .header("If-Match", seen)
                .contentType(ContentType.JSON)
                .body(Map.of("replyAll", replyAll))
                .post("/api/queue/{id}/approve", taken.getString("action.id"))
                .then();
    }

    @Test
    void whereNoMailWouldBeSentThePreviewSaysWhy() {
        var news = receives("From: news@shop.example\nList-Unsubscribe: <https://shop.example/u>", "This week: shoes.");
        preview(news, "").statusCode(409);
        var asked = receives("From: ann@client.example");
        owner.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "No"))
                .post("/api/queue/{id}/override", asked.getString("action.id"))
                .then()
                .statusCode(200);
        preview(asked, "").statusCode(409).body("detail", containsString("rejected"));
    }

    @Test
    void aPersonMayAnswerAPostToAListWhoseReplyToIsTheList() {
        var post = receives("From: ann@client.example\nTo: talk@lists.example\nReply-To: talk@lists.example\n"
                + "List-Id: <talk.lists.example>\nList-Post: <mailto:talk@lists.example>\nPrecedence: list");

        card(post)
                .body("recipients.to.email", contains("ann@client.example"))
                .body("replyAllRecipients.cc.email", contains("talk@lists.example"));
        assertThat(post.getString("action.status")).isIn("pending", "approved");
        TestSql.execute("""
                update agent_actions set status = 'pending', decided_by = null, resolved_at = null
                where status = 'approved' and id = ?""", UUID.fromString(post.getString("action.id")));
        edit(post, Map.of("proposedAction", "Yes.")).statusCode(200).body("recipients.to", not(empty()));
    }

    @Test
    void ownAddressesNeverAreRecipients() {
        owner.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("addresses", List.of("Sales@Own.Example")))
                .patch("/api/auth/me")
                .then()
                .statusCode(200)
                .body("user.addresses", contains("sales@own.example"));
        var taken = receives("From: ann@client.example\nReply-To: ann@desk.example, sales@own.example\nTo: me,"
                + " sales@own.example\nCc: jo@partner.example");

        card(taken)
                .body("recipients.to.email", contains("ann@desk.example"))
                .body("replyAllRecipients.cc.email", contains("jo@partner.example"));
    }

    @Test
    void ownMailFromAnAliasIsOutgoingUnlessItWasDelivered() {
        owner.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("addresses", List.of("sales@own.example")))
                .patch("/api/auth/me")
                .then()
                .statusCode(200);

        var sent = receives("From: Me <sales@own.example>\nTo: ann@client.example");
        var forged = receives("From: Me <sales@own.example>\nReceived: from x.example by mx.example; Fri, 20 Nov 2026"
                + " 10:00:00 +0000");

        assertThat(sent.getString("message.direction")).isEqualTo("outgoing");
        assertThat(sent.getString("action")).isNull();
        assertThat(forged.getString("message.direction")).isEqualTo("incoming");
        card(forged).body("rationale.signals.name", hasItem("sender_is_owner"));
    }

    @Test
    void mailToOneselfNamesNobody() {
        var note =
                receives("From: " + owner.email() + "\nReturn-Path: <x@test.example>", "Could you buy milk, please?");

        card(note).body("recipients", nullValue());
        edit(note, Map.of("proposedAction", "Yes."))
                .statusCode(409)
                .body("detail", containsString("nobody who could be answered"));
    }

    @Test
    void aQuotedLocalPartSurvives() {
        var taken = receives("From: \"john doe\"@client.example");

        card(taken).body("recipients.to.email", contains("\"john doe\"@client.example"));
        preview(taken, "")
                .statusCode(200)
                .body("headers.find { it.name == 'To' }.value", containsString("\"john doe\"@client.example"));
    }
}
