package co.getanswers.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PolicyResourceTest {
    private static final String RENEWALS = """
            {"name": "Renewals", "description": "Mine to answer", "isActive": true,
             "rules": {"priority": 100,
                       "when": {"all": [{"field": "sender.domain", "op": "equals", "value": "acme.com"}]},
                       "then": [{"effect": "require_review"}]}}""";

    private Account account;

    @BeforeEach
    void anAccount() {
        account = TestAccounts.create();
    }

    @Test
    void aPolicyIsAddedReadReplacedAndDeleted() {
        var id = add(RENEWALS);

        account.request()
                .get("/api/policies/{id}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Renewals"))
                .body("description", equalTo("Mine to answer"))
                .body("isActive", equalTo(true))
                .body("rules.priority", equalTo(100))
                .body("rules.when.all[0].value", equalTo("acme.com"))
                .body("createdAt", notNullValue());
        account.sends(RENEWALS.replace("Renewals", "Other").replace("true", "false"))
                .put("/api/policies/{id}", id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("name", equalTo("Other"))
                .body("isActive", equalTo(false));
        account.request().delete("/api/policies/{id}", id).then().statusCode(204);
        account.request().get("/api/policies/{id}", id).then().statusCode(404);
        account.request().delete("/api/policies/{id}", id).then().statusCode(404);
        account.sends(RENEWALS).put("/api/policies/{id}", id).then().statusCode(404);
    }

    @Test
    void thePathsIdWinsOverTheBodys() {
        var id = add(RENEWALS);
        var body = RENEWALS.replaceFirst("\\{", "{\"id\": \"" + UUID.randomUUID() + "\", ");

        account.sends(body).put("/api/policies/{id}", id).then().statusCode(200).body("id", equalTo(id));
        account.request().get("/api/policies").then().body("items.id", contains(id));
    }

    @Test
    void rulesThatSayNothingKnownAreRefusedWithTheirPath() {
        account.sends(RENEWALS.replace("equals", "resembles"))
                .post("/api/policies")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", startsWith("rules.when.all[0]"));
        account.sends(RENEWALS.replace("require_review", "approve_all"))
                .put("/api/policies/{id}", add(RENEWALS))
                .then()
                .statusCode(422)
                .body("errors[0].field", startsWith("rules.then[0]"));
    }

    @Test
    void whatIsRequiredMustBeThere() {
        account.sends("{\"name\": \" \", \"rules\": {}}")
                .post("/api/policies")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("name"));
        account.sends("{\"name\": \"No rules\"}").post("/api/policies").then().statusCode(422);
        account.sends("{\"name\": \"No rules\", \"rules\": null}")
                .post("/api/policies")
                .then()
                .statusCode(422);
    }

    @Test
    void policiesAreListedTheNewestFirst() {
        var first = add(RENEWALS);
        var second = add(RENEWALS);
        var third = add(RENEWALS);

        var page = account.request()
                .get("/api/policies?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", contains(third, second))
                .extract()
                .jsonPath();
        account.request()
                .get("/api/policies?limit=2&cursor=" + page.getString("nextCursor"))
                .then()
                .body("items", hasSize(1))
                .body("items.id", contains(first));
    }

    @Test
    void aPersonHasAtMostAHundredAlsoWhenManyAreAddedAtOnce() throws Exception {
        for (var i = 0; i < 97; i++) {
            add(RENEWALS);
        }

        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> adding =
                    () -> account.sends(RENEWALS).post("/api/policies").statusCode();
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(Collections.nCopies(8, adding))) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(201, 409);
            assertThat(Collections.frequency(statuses, 201)).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
        account.sends(RENEWALS)
                .post("/api/policies")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("100"));

        String one = account.request().get("/api/policies").path("items[0].id");
        account.request().delete("/api/policies/{id}", one).then().statusCode(204);
        add(RENEWALS);
    }

    @Test
    void othersPoliciesAreAbsent() {
        var id = add(RENEWALS);
        var other = TestAccounts.create();

        other.request().get("/api/policies/{id}", id).then().statusCode(404);
        other.sends(RENEWALS).put("/api/policies/{id}", id).then().statusCode(404);
        other.request().delete("/api/policies/{id}", id).then().statusCode(404);
        other.request().get("/api/policies").then().body("items", empty());
    }

    private String add(String policy) {
        var answer = account.sends(policy).post("/api/policies").then().statusCode(201);
        String id = answer.extract().path("id");
        answer.header("Location", endsWith("/api/policies/" + id));
        return id;
    }
}
