package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dry runs of policies on past mail. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PolicyTestResourceTest {
    private static final String FINANCE = """
            {"name": "Money", "rules": {"priority": 5,
             "when": {"any": [{"field": "category", "op": "equals", "value": "finance"},
                              {"field": "thread.length", "op": "gt", "value": 1}]},
             "then": [{"effect": "raise_risk", "to": "high"}]}}""";

    private static Account withMailbox(String... policies) throws IOException {
        var account = TestAccounts.create();
        for (var policy : policies) {
            account.sends(policy).post("/api/policies").then().statusCode(201);
        }
        var mailbox = Files.readString(Path.of("src/main/resources/demo/mailbox.mbox"))
                .replace("demo@getanswers.example", account.email());
        account.request()
                .contentType("application/mbox")
                .body(mailbox.getBytes(StandardCharsets.UTF_8))
                .post("/api/messages/import")
                .then()
                .statusCode(200);
        return account;
    }

    private static io.restassured.response.ValidatableResponse test(Account account, String policy, String more) {
        return account.sends("{\"policy\": " + policy + more + "}")
                .post("/api/policies/test")
                .then();
    }

    private static String outcome(Map<String, Object> example, String when) {
        var outcome = (Map<?, ?>) example.get(when);
        return outcome.get("riskLevel") + " " + outcome.get("priority");
    }

    /** Risk and priority of each pending card. */
    private static Map<String, String> cards(Account account) {
        var cards = new TreeMap<String, String>();
        for (var card :
                account.request().get("/api/queue?limit=100").jsonPath().<Map<String, Object>>getList("cards")) {
            cards.put((String) card.get("id"), card.get("riskLevel") + " " + card.get("priorityScore"));
        }
        return cards;
    }

    /** The same by the subject of the mail, which is the same in all of these mailboxes. */
    private static Map<String, String> bySubject(Account account, Map<String, String> cards) {
        var named = new TreeMap<String, String>();
        for (var example : account.sends("{\"policy\": " + everything() + "}")
                .post("/api/policies/test")
                .jsonPath()
                .<Map<String, Object>>getList("examples")) {
            var found = cards.get((String) example.get("cardId"));
            if (found != null) {
                named.merge((String) example.get("subject"), found, (one, other) -> one + ", " + other);
            }
        }
        return named;
    }

    private static String everything() {
        return """
                {"name": "Everything", "rules": {"then": [{"effect": "mute"}]}}""";
    }

    @ParameterizedTest
    @ValueSource(strings = {FINANCE, """
                {"name": "Low", "rules": {"then": [{"effect": "set_priority", "value": 7}],
                 "when": {"field": "body", "op": "contains", "value": "KIOSK"}}}""", """
                {"name": "Domain", "rules": {"then": [{"effect": "raise_risk", "to": "medium"}],
                 "when": {"not": {"field": "subject", "op": "matches", "value": "^re:"}}}}"""})
    void saysWhatThePolicyWouldHaveDone(String policy) throws IOException {
        var without = withMailbox();
        var with = withMailbox(policy);
        var before = cards(without);

        var result = test(without, policy, "").statusCode(200).extract().jsonPath();
        var after = new TreeMap<>(before);
        for (var example : result.<Map<String, Object>>getList("examples")) {
            var card = (String) example.get("cardId");
            assertThat(outcome(example, "before")).isEqualTo(before.getOrDefault(card, outcome(example, "before")));
            after.put(card, outcome(example, "after"));
        }

        assertThat(result.getInt("changed")).isPositive();
        assertThat(result.getBoolean("complete")).isTrue();
        assertThat(bySubject(without, after)).containsAllEntriesOf(bySubject(with, cards(with)));
        assertThat(cards(without)).isEqualTo(before);
        without.request().get("/api/policies").then().body("items", hasSize(0));
    }

    @Test
    void aPolicyIsComparedWithTheOneThatItReplaces() throws IOException {
        var account = withMailbox(FINANCE);
        var id = account.request().get("/api/policies").then().extract().<String>path("items[0].id");

        test(account, FINANCE, ", \"replaces\": \"" + id + "\"")
                .statusCode(200)
                .body("changed", equalTo(0))
                .body("matched", greaterThan(0));
        test(account, FINANCE.replace("\"rules\"", "\"isActive\": false, \"rules\""), ", \"replaces\": \"" + id + "\"")
                .statusCode(200)
                .body("changes.risk", greaterThan(0))
                .body("examples[0].before.riskLevel", equalTo("high"));
        test(account, FINANCE, ", \"replaces\": \"" + UUID.randomUUID() + "\"").statusCode(404);
        test(TestAccounts.create(), FINANCE, ", \"replaces\": \"" + id + "\"").statusCode(404);
    }

    @Test
    void onlyTheNewestMessagesAreLookedAtAndOwnAnswersAreNone() throws IOException {
        var account = withMailbox();
        var card = account.request().get("/api/queue").then().extract().<String>path("cards[0].id");
        var conversation =
                account.request().get("/api/queue/" + card).then().extract().<String>path("conversationId");
        var all = test(account, everything(), "").extract().<Integer>path("tested");
        account.sends(Map.of("text", "Thank you, I look into it."))
                .post("/api/conversations/" + conversation + "/reply")
                .then()
                .statusCode(200);

        test(account, everything(), "")
                .statusCode(200)
                .body("tested", equalTo(all))
                .body("matched", equalTo(all));
        test(account, everything(), ", \"messages\": 3")
                .statusCode(200)
                .body("tested", equalTo(3))
                .body("changes.mute", equalTo(3))
                .body("examples", hasSize(3))
                .body("examples.after.mute", contains(true, true, true));
    }

    @Test
    void invalidRulesAreNamedByTheirPath() {
        var account = TestAccounts.create();
        for (var wrong : List.of(FINANCE.replace("raise_risk", "raise"), FINANCE.replace("\"gt\"", "\"near\""))) {
            test(account, wrong, "").statusCode(422).body("errors[0].field", startsWith("policy.rules."));
        }
        test(account, FINANCE, ", \"messages\": 0").statusCode(422).body("errors[0].field", equalTo("messages"));
        test(account, FINANCE, "").statusCode(200).body("tested", equalTo(0)).body("examples", hasSize(0));
    }
}
