package co.getanswers;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operations of the REST interface, read from its OpenAPI document, with a valid request for each. */
final class Operations {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A valid value for each field of every request body; an operation ignores the fields of others. */
    private static final Map<String, Object> VALID = Map.ofEntries(
            Map.entry("email", "someone.else@people.example"),
            Map.entry("password", "correct horse battery"),
            Map.entry("name", "A name"),
            Map.entry("text", "A text"),
            Map.entry("token", "a-token"),
            Map.entry("refresh_token", "a-token"),
            Map.entry("currentPassword", "not the password"),
            Map.entry("newPassword", "correct horse battery"),
            Map.entry("title", "A title"),
            Map.entry("description", "A description"),
            Map.entry("rules", Map.of("priority", 1, "then", List.of(Map.of("effect", "require_review")))),
            Map.entry("isActive", true),
            Map.entry("reason", "A reason"),
            Map.entry("notes", "A note"),
            Map.entry("proposedAction", "Something else"),
            Map.entry("editedContent", "Something else"),
            Map.entry("into", "0190a5d2-7c1e-7000-8000-000000000000"),
            Map.entry("ids", List.of()));

    private Operations() {}

    /**
     * An operation.
     *
     * @param mediaTypes the media types of its request body; empty if it takes none
     * @param fields the names of the fields of a JSON body
     * @param queryParameters the names of its query parameters
     */
    record Operation(
            String method,
            String path,
            List<String> mediaTypes,
            List<String> fields,
            List<String> queryParameters,
            JsonNode description) {
        boolean takesJson() {
            return mediaTypes.contains("application/json");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Operation> all() {
        var api = document();
        var operations = new ArrayList<Operation>();
        for (var path : api.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (List.of("get", "post", "put", "patch", "delete").contains(method.getKey())) {
                    operations.add(operation(api, path.getKey(), method.getKey(), method.getValue()));
                }
            }
        }
        return operations;
    }

    /** The target of a reference; any other node itself. */
    static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    static JsonNode document() {
        try {
            return JSON.readTree(given().get("/q/openapi?format=json").asByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A valid body of an operation. */
    static ObjectNode validBody(Operation operation) {
        var body = JSON.createObjectNode();
        for (var field : operation.fields()) {
            if (VALID.containsKey(field)) {
                body.set(field, JSON.valueToTree(VALID.get(field)));
            }
        }
        return body;
    }

    private static Operation operation(JsonNode api, String path, String method, JsonNode description) {
        var mediaTypes = new ArrayList<String>();
        var fields = new ArrayList<String>();
        description.path("requestBody").path("content").properties().forEach(content -> {
            mediaTypes.add(content.getKey());
            var schema = content.getValue().path("schema");
            var reference = schema.path("$ref").asText("");
            var resolved = reference.isEmpty() ? schema : api.at(reference.substring(1));
            resolved.path("properties").fieldNames().forEachRemaining(fields::add);
        });
        var query = new ArrayList<String>();
        description.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                query.add(parameter.path("name").asText());
            }
        });
        return new Operation(method.toUpperCase(java.util.Locale.ROOT), path, mediaTypes, fields, query, description);
    }
}
