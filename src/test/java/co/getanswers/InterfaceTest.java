package co.getanswers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import co.getanswers.Operations.Operation;
import co.getanswers.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of every operation of the REST interface, as its OpenAPI document lists them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class InterfaceTest {
    private static final Set<String> PUBLIC = Set.of(
            "/",
            "/api/auth/register",
            "/api/auth/login",
            "/api/auth/magic-link",
            "/api/auth/verify",
            "/api/auth/password-reset",
            "/api/auth/password-reset/confirm",
            "/api/auth/refresh",
            "/api/auth/logout");

    @Test
    void itDescribesEverythingItPromises() {
        assertThat(Operations.all().stream().map(Operation::toString))
                .contains(
                        "POST /api/auth/register",
                        "POST /api/auth/login",
                        "POST /api/auth/magic-link",
                        "POST /api/auth/verify",
                        "POST /api/auth/password-reset",
                        "POST /api/auth/password-reset/confirm",
                        "POST /api/auth/refresh",
                        "POST /api/auth/logout",
                        "GET /api/auth/me",
                        "PATCH /api/auth/me",
                        "DELETE /api/auth/me",
                        "POST /api/auth/password",
                        "POST /api/auth/set-password",
                        "POST /api/messages",
                        "POST /api/messages/import",
                        "GET /api/messages/{id}",
                        "GET /api/messages/{id}/source",
                        "GET /api/messages/{id}/html",
                        "GET /api/messages/{id}/attachments/{n}",
                        "GET /api/conversations",
                        "GET /api/conversations/{id}",
                        "GET /api/objectives",
                        "POST /api/objectives",
                        "GET /api/objectives/{id}",
                        "PATCH /api/objectives/{id}",
                        "DELETE /api/objectives/{id}",
                        "GET /api/objectives/{id}/conversation",
                        "GET /api/export",
                        "POST /api/objectives/{id}/merge",
                        "PUT /api/objectives/{id}/conversations/{conversationId}",
                        "GET /api/policies",
                        "POST /api/policies",
                        "GET /api/policies/{id}",
                        "PUT /api/policies/{id}",
                        "DELETE /api/policies/{id}",
                        "POST /api/conversations/{id}/reply",
                        "GET /api/queue",
                        "GET /api/queue/{id}",
                        "GET /api/queue/{id}/preview",
                        "POST /api/queue/{id}/approve",
                        "POST /api/queue/{id}/override",
                        "PATCH /api/queue/{id}",
                        "POST /api/queue/{id}/edit",
                        "POST /api/queue/{id}/escalate",
                        "POST /api/queue/{id}/withdraw",
                        "POST /api/queue/{id}/retry",
                        "POST /api/queue/approve",
                        "GET /api/accounts",
                        "GET /api/accounts/servers",
                        "POST /api/accounts",
                        "GET /api/accounts/gmail",
                        "POST /api/accounts/gmail",
                        "POST /api/accounts/gmail/callback",
                        "GET /api/accounts/{id}",
                        "PATCH /api/accounts/{id}",
                        "POST /api/accounts/{id}/pause",
                        "POST /api/accounts/{id}/resume",
                        "DELETE /api/accounts/{id}",
                        "GET /api/actions",
                        "GET /api/stats",
                        "GET /");
    }

    @Test
    void everyOperationHasASummaryItsErrorsAndAnExample() {
        var api = Operations.document();
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            var description = operation.description();
            softly.assertThat(description.path("summary").asText())
                    .as("summary of " + operation)
                    .isNotBlank();
            if (operation.path().startsWith("/api/")) {
                softly.assertThat(description.path("responses").fieldNames())
                        .toIterable()
                        .as("errors of " + operation)
                        .contains("503");
                for (var body : bodies(description)) {
                    softly.assertThat(hasExample(api, body, 0))
                            .as("example in %s of %s", body, operation)
                            .isTrue();
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void everyOperationThatAnswersABodyDocumentsASchemaForIt() {
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            var successes = operation.description().path("responses").properties().stream()
                    .filter(answer -> answer.getKey().startsWith("2"))
                    .toList();
            softly.assertThat(successes).as("successes of " + operation).isNotEmpty();
            for (var success : successes) {
                var content = success.getValue().path("content");
                softly.assertThat(content.isEmpty())
                        .as("no content of %s of %s", success.getKey(), operation)
                        .isEqualTo(success.getKey().equals("204"));
                content.properties()
                        .forEach(body -> softly.assertThat(body.getValue().path("schema"))
                                .as("schema of %s, %s of %s", body.getKey(), success.getKey(), operation)
                                .isNotEmpty());
            }
        }
        softly.assertAll();
    }

    @Test
    void a401IsDescribedWhereItCanBeTheAnswer() {
        var api = Operations.document();
        var never = Set.of("/", "/api/auth/register", "/api/auth/magic-link", "/api/auth/password-reset");
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            var unauthorized = Operations.resolved(
                    api, operation.description().path("responses").path("401"));
            softly.assertThat(unauthorized.path("content").has("application/problem+json"))
                    .as("401 of " + operation)
                    .isEqualTo(!never.contains(operation.path()));
            softly.assertThat(unauthorized.isMissingNode())
                    .as("no 401 of " + operation)
                    .isEqualTo(never.contains(operation.path()));
        }
        softly.assertAll();
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() {
        assertThat(Operations.all().stream()
                        .map(operation ->
                                operation.description().path("operationId").asText()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"));
    }

    @Test
    void everyOperationSaysWhetherItTakesAToken() {
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            softly.assertThat(operation.description().path("security").isArray())
                    .as(operation.toString())
                    .isTrue();
            var requirements = operation.description().path("security");
            softly.assertThat(requirements.isEmpty() || requirements.get(0).isEmpty())
                    .as("public: " + operation)
                    .isEqualTo(PUBLIC.contains(operation.path()));
        }
        softly.assertAll();
    }

    @Test
    void patternsAreOnesThatEveryDialectOfRegularExpressionsHas() {
        assertThat(Operations.document().findValuesAsText("pattern"))
                .isNotEmpty()
                .noneMatch(pattern -> pattern.contains("\\p{") || pattern.contains("(?"));
    }

    @Test
    void responsesAreComparedWithTheDocument() {
        assertThat(RestAssured.filters()).hasAtLeastOneElementOfType(DocumentedAnswers.class);
    }

    @Test
    void queryParametersThatAnOperationDoesNotHaveAreRefused() {
        var person = Person.register();
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            if (operation.method().equals("GET") && operation.path().startsWith("/api/")) {
                var answer = person.asks()
                        .queryParam("nonsense", "1")
                        .get(operation.path().replaceAll("\\{[^}]+}", "0190a5d2-7c1e-7000-8000-000000000000"));
                softly.assertThat(answer.statusCode()).as(operation.toString()).isIn(404, 422);
                if (answer.statusCode() == 422) {
                    softly.assertThat(answer.jsonPath().getString("errors[0].field"))
                            .as(operation.toString())
                            .isEqualTo("nonsense");
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void emptyQueryParametersAreRefused() {
        var person = Person.register();
        var softly = new SoftAssertions();
        forEachQueryParameter((operation, parameter) -> {
            var name = parameter.path("name").asText();
            for (var empty : List.of("", "%20")) {
                var answer = person.asks()
                        .urlEncodingEnabled(false)
                        .request(operation.method(), pathOf(operation) + "?" + name + "=" + empty);
                softly.assertThat(answer.statusCode())
                        .as(operation + " " + name)
                        .isEqualTo(422);
                softly.assertThat(answer.jsonPath().getList("errors.field"))
                        .as(operation + " " + name)
                        .contains(name);
            }
        });
        softly.assertAll();
    }

    @Test
    void repeatedQueryParametersAreRefused() {
        var person = Person.register();
        var softly = new SoftAssertions();
        forEachQueryParameter((operation, parameter) -> {
            var name = parameter.path("name").asText();
            var answer =
                    person.asks().request(operation.method(), pathOf(operation) + "?" + name + "=1&" + name + "=2");
            softly.assertThat(answer.statusCode()).as(operation + " " + name).isEqualTo(422);
            softly.assertThat(answer.jsonPath().getList("errors.message"))
                    .as(operation + " " + name)
                    .contains("must be given once");
        });
        softly.assertAll();
    }

    @Test
    void textsThatMayNotBeEmptyAreSaidTo() {
        forEachQueryParameter((operation, parameter) -> {
            var schema = parameter.path("schema");
            if (schema.path("type").asText().equals("string")
                    && schema.path("format").isMissingNode()) {
                assertThat(schema.path("minLength").asInt())
                        .as(operation + " " + parameter.path("name").asText())
                        .isPositive();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "yes", "TRUE", "0"})
    void aTruthValueIsTrueOrFalse(String value) {
        Person.register()
                .asks()
                .get("/api/queue/0190a5d2-7c1e-7000-8000-000000000000/preview?replyAll=" + value)
                .then()
                .statusCode(422)
                .body("errors[0].message", equalTo("must be true or false"));
    }

    @Test
    void everyValueThatAQueryParameterIsSaidToHaveIsTaken() {
        var person = Person.register();
        var document = Operations.document();
        var softly = new SoftAssertions();
        forEachQueryParameter((operation, parameter) -> {
            var name = parameter.path("name").asText();
            var values = Operations.resolved(document, parameter.path("schema")).path("enum");
            for (var value : values) {
                softly.assertThat(person.asks()
                                .queryParam(name, value.asText())
                                .request(operation.method(), pathOf(operation))
                                .statusCode())
                        .as(operation + " " + name + "=" + value)
                        .isEqualTo(operation.path().contains("{") ? 404 : 200);
            }
            if (!values.isEmpty()) {
                softly.assertThat(person.asks()
                                .queryParam(name, "none_of_them")
                                .request(operation.method(), pathOf(operation))
                                .statusCode())
                        .as(operation + " " + name)
                        .isEqualTo(422);
            }
        });
        softly.assertAll();
    }

    /** The path with the id of something that nobody has. */
    private static String pathOf(Operation operation) {
        return operation.path().replaceAll("\\{[^}]+}", "0190a5d2-7c1e-7000-8000-000000000000");
    }

    private static void forEachQueryParameter(BiConsumer<Operation, JsonNode> check) {
        for (var operation : Operations.all()) {
            for (var parameter : operation.description().path("parameters")) {
                if (parameter.path("in").asText().equals("query")) {
                    check.accept(operation, parameter);
                }
            }
        }
    }

    @Test
    void aRefusedMethodAndTheQuestionForMethodsNameThoseOfThePath() {
        var methods = new TreeMap<String, Set<String>>();
        for (var operation : Operations.all()) {
            methods.computeIfAbsent(operation.path(), path -> new TreeSet<>(List.of("OPTIONS")))
                    .addAll(operation.method().equals("GET") ? List.of("GET", "HEAD") : List.of(operation.method()));
        }
        var softly = new SoftAssertions();
        methods.forEach((path, allowed) -> {
            var concrete = path.replaceAll("\\{[^}]+}", "0190a5d2-7c1e-7000-8000-000000000000");
            for (var method : List.of("TRACE", "OPTIONS", allowed.contains("PUT") ? "TRACE" : "PUT")) {
                var answer = given().request(method, concrete);
                softly.assertThat(answer.statusCode())
                        .as(method + " " + path)
                        .isEqualTo(method.equals("OPTIONS") ? 200 : 405);
                softly.assertThat(answer.header("Allow"))
                        .as(method + " " + path)
                        .isEqualTo(String.join(", ", allowed));
            }
        });
        softly.assertAll();
    }

    @Test
    void acceptingProblemsAloneIsAcceptingAnything() {
        var person = Person.register();
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            if (operation.path().startsWith("/api/") && !operation.method().equals("DELETE")) {
                softly.assertThat(status(
                                person.asks().accept(Problem.MEDIA_TYPE),
                                operation,
                                "0190a5d2-7c1e-7000-8000-000000000000"))
                        .as(operation.toString())
                        .isNotIn(406, 500);
            }
        }
        softly.assertThat(person.asks().accept("image/png").get("/api/queue").statusCode())
                .isEqualTo(406);
        softly.assertAll();
    }

    @Test
    void everyWriteTakesAKeyUnlessItIsRepeatableByItself() {
        var repeatable = Set.of(
                "register",
                "login",
                "sendSignInLink",
                "verifySignInLink",
                "sendPasswordReset",
                "confirmPasswordReset",
                "refreshTokens",
                "logout",
                "deleteMe",
                "authoriseGmail",
                "takeOverSetAside",
                "confirm",
                "testPolicy");
        var document = Operations.document();

        assertThat(Operations.all())
                .filteredOn(operation -> !operation.method().equals("GET"))
                .filteredOn(operation -> !repeatable.contains(
                        operation.description().path("operationId").asText()))
                .allSatisfy(operation -> assertThat(operation.description().path("parameters"))
                        .anySatisfy(parameter -> assertThat(Operations.resolved(document, parameter)
                                        .path("name")
                                        .asText())
                                .isEqualTo("Idempotency-Key")));
    }

    @Test
    void problemsAreDescribedWithAnExampleOfTheirStatus() {
        var api = Operations.document();
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            operation.description().path("responses").properties().forEach(answer -> {
                var content = Operations.resolved(api, answer.getValue()).path("content");
                if (content.has("application/problem+json")) {
                    var problem = content.path("application/problem+json");
                    var example =
                            Operations.resolved(api, problem.path("examples").path("problem"));
                    softly.assertThat(example.path("value").path("status").asText())
                            .as("example of %s of %s", answer.getKey(), operation)
                            .isEqualTo(answer.getKey());
                    softly.assertThat(Operations.resolved(api, problem.path("schema"))
                                    .path("properties")
                                    .fieldNames())
                            .toIterable()
                            .as("schema of %s of %s", answer.getKey(), operation)
                            .contains("status", "detail", "requestId", "errors");
                }
            });
        }
        softly.assertAll();
    }

    @Test
    void withoutATokenEverythingThatIsSomeonesAnswers401() {
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            if (!PUBLIC.contains(operation.path())) {
                softly.assertThat(status(given(), operation, "0190a5d2-7c1e-7000-8000-000000000000"))
                        .as(operation.toString())
                        .isEqualTo(401);
            }
        }
        softly.assertAll();
    }

    @Test
    void anotherPersonsIdIs404OnEveryOperation() {
        var owner = Person.register();
        var other = Person.register();
        var ids = oneOfEach(owner);

        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            if (operation.path().contains("{")) {
                var id = ids.get(collection(operation));
                assertThat(id).as("an id of the owner for " + operation).isNotNull();
                softly.assertThat(status(other.asks(), operation, id))
                        .as(operation.toString())
                        .isEqualTo(404);
            }
        }
        softly.assertAll();

        // The ids exist, and nothing of theirs was changed.
        owner.asks().get("/api/auth/sessions").then().body("items.id", hasItem(ids.get("auth")));
        assertThat(owner.asks().get("/api/queue").jsonPath().getList("cards.status"))
                .containsExactly("pending");
        for (var entry : ids.entrySet()) {
            if (!Set.of("queue", "auth").contains(entry.getKey())) {
                owner.asks()
                        .get("/api/" + entry.getKey() + "/" + entry.getValue())
                        .then()
                        .statusCode(200);
            }
        }
    }

    @Test
    void listsAndFiltersShowNothingOfAnotherPerson() {
        var owner = Person.register();
        var other = Person.register();
        var ids = oneOfEach(owner);

        for (var list : List.of("conversations", "objectives", "policies", "actions", "accounts")) {
            other.asks().get("/api/" + list).then().statusCode(200).body("items", empty());
        }
        other.asks()
                .get("/api/conversations?objectiveId=" + ids.get("objectives"))
                .then()
                .statusCode(oneOf(200, 404))
                .body("items", anyOf(nullValue(), empty()));
        other.asks().get("/api/queue").then().body("cards", empty());
        other.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("ids", List.of(ids.get("queue"))))
                .post("/api/queue/approve")
                .then()
                .statusCode(200)
                .body("results[0].outcome", equalTo("not_found"));
        assertThat(owner.asks().get("/api/queue").jsonPath().getList("cards.status"))
                .containsExactly("pending");
    }

    /** The ids of one of everything that a user can have, by the path segment of its collection. */
    private static Map<String, String> oneOfEach(Person owner) {
        var taken =
                owner.receives("Ann <ann@client.example>", "The renewal", "Could you send me the contract, please?");
        var policy = owner.asks()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        "Careful",
                        "description",
                        "",
                        "rules",
                        Map.of("priority", 1, "then", List.of(Map.of("effect", "require_review"))),
                        "isActive",
                        true))
                .post("/api/policies")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var ids = new LinkedHashMap<String, String>();
        ids.put("messages", taken.getString("message.id"));
        ids.put("conversations", taken.getString("conversationId"));
        ids.put("objectives", taken.getString("objectiveId"));
        ids.put("queue", taken.getString("action.id"));
        ids.put("policies", policy);
        ids.put("auth", owner.asks().get("/api/auth/sessions").path("items[0].id"));
        ids.put("accounts", MailAccounts.insert(owner.email()).toString());
        return ids;
    }

    private static String collection(Operation operation) {
        return operation.path().split("/")[2];
    }

    private static int status(RequestSpecification request, Operation operation, String id) {
        var path = operation.path().replaceAll("\\{[^}]+}", id);
        if (operation.takesJson()) {
            request.contentType(ContentType.JSON)
                    .body(Operations.validBody(operation).toString());
        } else if (!operation.mediaTypes().isEmpty()) {
            request.contentType(operation.mediaTypes().get(0)).body("From: a@b.example\r\n\r\nText".getBytes());
        }
        return request.request(operation.method(), path).statusCode();
    }

    /** The bodies of requests and successful responses; problems have their examples in common. */
    private static List<JsonNode> bodies(JsonNode description) {
        var content = new ArrayList<JsonNode>();
        content.add(description.path("requestBody").path("content"));
        description.path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(answer -> content.add(answer.getValue().path("content")));
        content.removeIf(JsonNode::isEmpty);
        return content;
    }

    /** Tells whether a node or a schema that it refers to has an example. */
    private static boolean hasExample(JsonNode api, JsonNode node, int depth) {
        if (node.has("example") || node.has("examples")) {
            return true;
        }
        if (node.has("$ref") && depth < 20) {
            return hasExample(api, Operations.resolved(api, node), depth + 1);
        }
        for (var child : node) {
            if (depth < 20 && hasExample(api, child, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
