package co.getanswers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The responses that the OpenAPI document describes. */
final class ApiDescription {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOCAL = "#/components/schemas/";
    private static final String SCHEMAS = "https://document.example/schemas/";
    private static final String ANY = "*/*";

    private final JsonNode document;
    private final List<Path> paths = new ArrayList<>();
    private final SchemaRegistry schemas;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    /** A path of the document as an expression that the paths of its requests match. */
    private record Path(Pattern expression, boolean literal, JsonNode operations) {}

    ApiDescription(JsonNode document) {
        this.document = closed(document.deepCopy());
        for (var path : this.document.get("paths").properties()) {
            var expression = Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", "[^/]+"));
            paths.add(new Path(expression, !path.getKey().contains("{"), path.getValue()));
        }
        paths.sort((a, b) -> Boolean.compare(b.literal, a.literal));
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(this::schema).schemaRegistryConfig(formatsAsserted()));
    }

    private static SchemaRegistryConfig formatsAsserted() {
        return SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    }

    private String schema(String location) {
        return location.startsWith(SCHEMAS)
                ? document.at("/components/schemas/" + location.substring(SCHEMAS.length()))
                        .toString()
                : null;
    }

    /** Forbids the fields that no schema of an object has, and makes references absolute. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject()
                    && object.path("type").asText().equals("object")) {
                object.put("additionalProperties", false);
            }
            var target = object.path("$ref");
            if (target.isTextual() && target.textValue().startsWith(LOCAL)) {
                object.put("$ref", SCHEMAS + target.textValue().substring(LOCAL.length()));
            }
        }
        node.forEach(ApiDescription::closed);
        return node;
    }

    /**
     * The first difference of a response from its description; empty as well if the document has no such operation. A path
     * without parameters wins over one with them.
     */
    Optional<String> fault(String method, String path, Response response) {
        return paths.stream()
                .filter(candidate -> candidate.expression.matcher(path).matches())
                .findFirst()
                .map(found -> found.operations.path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .flatMap(operation -> fault(operation, response));
    }

    private Optional<String> fault(JsonNode operation, Response response) {
        var answers = operation.get("responses");
        var answer = Operations.resolved(document, answers.path(String.valueOf(response.statusCode())));
        if (answer.isMissingNode()) {
            return Optional.of("the document has only " + fieldNames(answers) + "; " + response.asString());
        }
        for (var header : answer.path("headers").properties()) {
            var described = Operations.resolved(document, header.getValue());
            if (described.path("required").asBoolean() && response.header(header.getKey()) == null) {
                return Optional.of("no header " + header.getKey());
            }
        }
        var content = answer.path("content");
        if (content.isEmpty()) {
            return response.asByteArray().length == 0 ? Optional.empty() : Optional.of("a body, and none described");
        }
        var mediaType = response.contentType().split(";")[0];
        var described = content.has(mediaType) ? content.get(mediaType) : content.path(ANY);
        if (described.isMissingNode()) {
            return Optional.of("the media type " + mediaType + ", and not " + fieldNames(content));
        }
        return invalid(mediaType, described, response);
    }

    private Optional<String> invalid(String mediaType, JsonNode described, Response response) {
        if (described.has("x-itemSchema")) {
            return response.asString()
                    .lines()
                    .map(line -> invalid(described.get("x-itemSchema"), line))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return mediaType.endsWith("json") ? invalid(described.get("schema"), response.asString()) : Optional.empty();
    }

    private Optional<String> invalid(JsonNode schema, String json) {
        try {
            var errors = compiled.computeIfAbsent(schema, schemas::getSchema).validate(JSON.readTree(json));
            return errors.isEmpty() ? Optional.empty() : Optional.of(errors + " in " + json);
        } catch (JsonProcessingException unreadable) {
            return Optional.of("no JSON: " + json);
        }
    }

    private static List<String> fieldNames(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
