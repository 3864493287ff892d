package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.builder.ResponseBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDescriptionTest {
    private final ApiDescription api = new ApiDescription(document());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json | {\"name\": \"a\", \"note\": null} | ''",
                "200 | application/json;charset=UTF-8 | {\"name\": \"a\", \"note\": \"b\"} | ''",
                "200 | application/json | {\"name\": \"a\"} | note",
                "200 | application/json | {\"name\": null, \"note\": null} | name",
                "200 | application/json | {\"name\": \"a\", \"note\": null, \"more\": 1} | more",
                "200 | application/json | {\"name\": | no JSON",
                "200 | text/plain | Hello | text/plain",
                "204 | '' | '' | ''",
                "204 | application/json | {} | none described",
                "404 | application/json | {} | [200, 204, 206, 429]",
                "206 | application/x-ndjson | {\"name\": \"a\", \"note\": null} | ''",
                "206 | application/x-ndjson | {\"name\": \"a\"} | note",
                "429 | '' | '' | Retry-After"
            })
    void aResponseThatDiffersFromItsDescriptionIsAFault(int status, String mediaType, String body, String fault) {
        var response = new ResponseBuilder()
                .setStatusCode(status)
                .setContentType(mediaType)
                .setBody(body)
                .build();

        var found = api.fault("GET", "/things/17", response);

        assertThat(found.orElse("")).contains(fault);
        assertThat(found.isEmpty()).isEqualTo(fault.isEmpty());
    }

    @Test
    void whatTheDocumentDoesNotHaveIsNotCompared() {
        var response = new ResponseBuilder().setStatusCode(405).setBody("").build();

        assertThat(api.fault("POST", "/things/17", response)).isEmpty();
        assertThat(api.fault("GET", "/others/17", response)).isEmpty();
    }

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree("""
                    {"paths": {"/things/{id}": {"get": {"responses": {
                       "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                       "204": {},
                       "206": {"content": {"application/x-ndjson": {
                         "schema": {"type": "string"},
                         "x-itemSchema": {"$ref": "#/components/schemas/Thing"}}}},
                       "429": {"$ref": "#/components/responses/Later"}}}}},
                     "components": {
                       "responses": {"Later": {"headers": {"Retry-After": {"required": true}}}},
                       "schemas": {"Thing": {
                         "type": "object",
                         "required": ["name", "note"],
                         "properties": {"name": {"type": "string"}, "note": {"type": ["string", "null"]}}}}}}""");
        } catch (com.fasterxml.jackson.core.JsonProcessingException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
