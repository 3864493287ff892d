package co.getanswers.console;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** TypeScript declarations of an OpenAPI document. */
final class ApiTypes {
    private static final String UNKNOWN = "unknown";

    private final JsonNode document;

    private ApiTypes(JsonNode document) {
        this.document = document;
    }

    /**
     * The namespace {@code Api}: each schema under its name, and the interfaces {@code Answers} and {@code Bodies} with the
     * types of what operations answer and take. An operation is named like {@code GET /api/queue/{}}; an answer without a body
     * is null, and one that is not JSON is unknown.
     */
    static String declarations(JsonNode document) {
        var types = new ApiTypes(document);
        var lines = new ArrayList<String>();
        for (var schema : document.at("/components/schemas").properties()) {
            lines.add("type " + schema.getKey() + " = " + type(schema.getValue()) + ";");
        }
        lines.add("interface Answers " + types.operations(types::answer));
        lines.add("interface Bodies " + types.operations(types::body));
        return "declare namespace Api {\n" + String.join("\n", lines) + "\n}\n";
    }

    private String operations(Function<JsonNode, Optional<String>> type) {
        var members = new ArrayList<String>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var name = operation.getKey().toUpperCase(Locale.ROOT) + " "
                        + path.getKey().replaceAll("\\{[^}]+}", "{}");
                type.apply(operation.getValue()).ifPresent(found -> members.add("'" + name + "': " + found + ";"));
            }
        }
        return "{\n" + String.join("\n", members) + "\n}";
    }

    private Optional<String> answer(JsonNode operation) {
        var types = new TreeSet<String>();
        for (var response : operation.path("responses").properties()) {
            if (response.getKey().startsWith("2")) {
                types.add(content(response.getValue()).orElse("null"));
            }
        }
        return types.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", types));
    }

    private Optional<String> body(JsonNode operation) {
        return content(operation.path("requestBody"));
    }

    private Optional<String> content(JsonNode described) {
        var resolved = described.has("$ref")
                ? document.at(described.get("$ref").asText().substring(1))
                : described;
        var content = resolved.path("content");
        if (content.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(content.has("application/json") ? type(content.at("/application~1json/schema")) : UNKNOWN);
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            var reference = schema.get("$ref").asText();
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        if (schema.has("enum")) {
            return union(schema.get("enum"), JsonNode::toString);
        }
        for (var either : List.of("anyOf", "oneOf")) {
            if (schema.has(either)) {
                return union(schema.get(either), ApiTypes::type);
            }
        }
        if (schema.has("allOf")) {
            return elements(schema.get("allOf")).map(ApiTypes::type).collect(joining(" & ", "(", ")"));
        }
        var type = schema.path("type");
        return type.isArray() ? union(type, one -> type(one.asText(), schema)) : type(type.asText(), schema);
    }

    private static String type(String name, JsonNode schema) {
        return switch (name) {
            case "string", "boolean", "null" -> name;
            case "integer", "number" -> "number";
            case "array" -> type(schema.path("items")) + "[]";
            case "object" -> schema.has("properties") ? object(schema) : "Record<string, unknown>";
            default -> UNKNOWN;
        };
    }

    private static String object(JsonNode schema) {
        var required = elements(schema.path("required")).map(JsonNode::asText).toList();
        return schema.get("properties").properties().stream()
                .map(property -> "'" + property.getKey() + "'" + (required.contains(property.getKey()) ? "" : "?")
                        + ": " + type(property.getValue()))
                .collect(joining("; ", "{", "}"));
    }

    private static String union(JsonNode several, Function<JsonNode, String> type) {
        return elements(several).map(type).collect(joining(" | ", "(", ")"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
