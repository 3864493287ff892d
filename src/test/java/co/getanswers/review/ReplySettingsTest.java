package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.account.ReplyLanguage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReplySettingsTest {
    private static final String SECONDS = """
            select round(extract(epoch from e.available_at - e.created_at))::int
            from executions e
            join users u on u.id = e.user_id
            where u.email = ?""";

    @Test
    void aDraftBearsTheSignatureOnTheCardAndInTheMail() {
        var person = Person.register().proved();
        var before = asked(person);
        assertThat(before.getString("action.proposedAction")).doesNotContain("-- ");

        set(person, Map.of("signature", "Someone\nNorthwind Garden Tools"));
        var card = asked(person);

        assertThat(card.getString("action.proposedAction"))
                .startsWith(before.getString("action.proposedAction").split(",")[0])
                .endsWith("Someone\n\n-- \nSomeone\nNorthwind Garden Tools");
        var preview = person.asks()
                .get("/api/queue/{id}/preview", card.getString("action.id"))
                .jsonPath();
        assertThat(preview.getString("text")).contains("\n-- \nSomeone\nNorthwind Garden Tools");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|neutral|Hello Ann Kelly,|Kind regards",
                "en|warm|Hi Ann Kelly,|Warm regards",
                "en|formal|Dear Ann Kelly,|Yours sincerely",
                "en|brief|Ann Kelly,|Regards",
                "de|neutral|Guten Tag Ann Kelly,|Freundliche Grüße",
                "de|warm|Hallo Ann Kelly,|Herzliche Grüße",
                "de|formal|Sehr geehrte/r Ann Kelly,|Mit freundlichen Grüßen",
                "de|brief|Hallo Ann Kelly,|Grüße"
            })
    void theGreetingAndTheClosingOfADraftHaveTheTone(String language, String tone, String greeting, String closing) {
        var person = Person.register().proved();
        set(person, Map.of("replyLanguage", language, "replyTone", tone));
        assertThat(asked(person).getString("action.proposedAction"))
                .startsWith(greeting)
                .endsWith("\n\n" + closing + "\nSomeone");
    }

    @Test
    void withoutAChoiceTheToneIsNeutralAndNoOtherIsTaken() {
        var person = Person.register().proved();
        var me = person.asks().get("/api/auth/me").jsonPath();
        assertThat(me.getString("user.replyTone")).isEqualTo("neutral");
        for (var tone : new String[] {"\"cheeky\"", "null"}) {
            person.asks()
                    .contentType("application/json")
                    .body("{\"replyTone\": " + tone + "}")
                    .patch("/api/auth/me")
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo("replyTone"));
        }
    }

    @Test
    void aDraftOfAPolicyBearsTheSignature() {
        var person = Person.register().proved();
        set(person, Map.of("signature", "Northwind"));
        person.asks()
                .contentType("application/json")
                .body(Map.of(
                        "name",
                        "Prices",
                        "rules",
                        Map.of(
                                "priority",
                                1,
                                "when",
                                Map.of("field", "subject", "op", "contains", "value", "contract"),
                                "then",
                                List.of(Map.of("effect", "draft", "template", "The list is enclosed.")))))
                .post("/api/policies")
                .then()
                .statusCode(201);

        assertThat(asked(person).getString("action.proposedAction"))
                .isEqualTo("The list is enclosed.\n\n-- \nNorthwind");
    }

    @ParameterizedTest
    @EnumSource(ReplyLanguage.class)
    void aFixedLanguageIsThatOfEveryDraft(ReplyLanguage language) {
        var person = Person.register().proved();
        var english = asked(person).getString("action.proposedAction");

        set(person, Map.of("replyLanguage", language.value()));

        var draft = asked(person).getString("action.proposedAction");
        if (language == ReplyLanguage.EN) {
            assertThat(draft).isEqualTo(english);
        } else {
            assertThat(draft).isNotEqualTo(english).endsWith("Someone");
        }
    }

    @Test
    void theUndoWindowIsTheOneThatThePersonChose() {
        var person = Person.register().proved();
        set(person, Map.of("undoSeconds", 90));
        var card = asked(person).getString("action.id");
        person.asks()
                .noContentType()
                .post("/api/queue/{id}/approve", card)
                .then()
                .statusCode(200);

        assertThat(TestSql.value(Integer.class, SECONDS, person.email())).isEqualTo(90);
        decidedEarlier(person, 60);
        person.asks()
                .noContentType()
                .post("/api/queue/{id}/withdraw", card)
                .then()
                .statusCode(200);

        set(person, Map.of("undoSeconds", 5));
        person.asks()
                .noContentType()
                .post("/api/queue/{id}/approve", card)
                .then()
                .statusCode(200);
        assertThat(TestSql.value(Integer.class, SECONDS, person.email())).isEqualTo(5);
        decidedEarlier(person, 7);
        person.asks()
                .noContentType()
                .post("/api/queue/{id}/withdraw", card)
                .then()
                .statusCode(409)
                .body("detail", containsString("for 5 s"));
    }

    @Test
    void whatIsDoneWithoutReviewWaitsForTheUndoWindowAsWell() {
        var person = Person.register().proved();
        set(person, Map.of("undoSeconds", 33, "autonomyLevel", "high"));
        var mail = "From: Garden Weekly <news@garden.example>\r\nTo: " + person.email()
                + "\r\nSubject: The issue\r\nMessage-ID: <issue." + person.email()
                + ">\r\nList-Id: <weekly.garden.example>\r\nList-Unsubscribe: <mailto:leave@garden.example>\r\n"
                + "Precedence: bulk\r\n\r\nThings to sow in November, and others to leave.\r\n";
        person.asks()
                .contentType("message/rfc822")
                .body(mail.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201);

        assertThat(TestSql.value(Integer.class, SECONDS, person.email())).isEqualTo(33);
    }

    @Test
    void theProfileTellsTheChoices() {
        var person = Person.register().proved();
        var fresh = person.asks().get("/api/auth/me").jsonPath();
        assertThat(fresh.<Object>get("user.signature")).isNull();
        assertThat(fresh.<Object>get("user.replyLanguage")).isNull();
        assertThat(fresh.<Object>get("user.undoSeconds")).isNull();

        set(person, Map.of("signature", "Northwind", "replyLanguage", "de", "undoSeconds", 30));

        var me = person.asks().get("/api/auth/me").jsonPath();
        assertThat(me.getString("user.signature")).isEqualTo("Northwind");
        assertThat(me.getString("user.replyLanguage")).isEqualTo("de");
        assertThat(me.getInt("user.undoSeconds")).isEqualTo(30);
        person.asks()
                .contentType("application/json")
                .body(Map.of("undoSeconds", 600))
                .patch("/api/auth/me")
                .then()
                .statusCode(422)
                .body("errors[0].message", containsString("5 to 120"));
    }

    private static void decidedEarlier(Person person, int seconds) {
        TestSql.execute(
                "update agent_actions a set resolved_at = resolved_at - make_interval(secs => ?)"
                        + " from users u where u.id = a.user_id and u.email = ? and a.status <> 'pending'",
                seconds,
                person.email());
    }

    private static JsonPath asked(Person person) {
        return person.receives(
                "Ann Kelly <ann@client.example>", "The contract", "Hello,\n\ncould you send me the contract?\n\nAnn");
    }

    private static void set(Person person, Map<String, ?> settings) {
        person.asks()
                .contentType("application/json")
                .body(settings)
                .patch("/api/auth/me")
                .then()
                .statusCode(200);
    }
}
