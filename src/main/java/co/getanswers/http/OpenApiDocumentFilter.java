package co.getanswers.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Completes the document where annotations and settings can't: the license with its identifier, the operations that need no
 * token, and the responses that are lines of JSON.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiDocumentFilter implements OASFilter {
    /** The schema of each line, as {@code itemSchema} of later versions of OpenAPI. */
    private static final String LINE = "x-itemSchema";

    private static final String NDJSON = "application/x-ndjson";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        api.info(OASFactory.createInfo()
                .title("GetAnswers")
                .version("1.0")
                .description("Reads mail, proposes actions, and lets a person decide.")
                .license(OASFactory.createLicense().name("Apache License 2.0").identifier("Apache-2.0")));
        api.servers(List.of(OASFactory.createServer().url("/")));
        for (var item : api.getPaths().getPathItems().values()) {
            item.getOperations().values().forEach(OpenApiDocumentFilter::complete);
        }
    }

    private static void complete(Operation operation) {
        if (operation.getSecurity() == null) {
            operation.setSecurity(List.of());
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(OpenApiDocumentFilter::refuseEmpty);
        }
        if (operation.getResponses() == null) {
            return;
        }
        for (var response : operation.getResponses().getAPIResponses().values()) {
            if (response.getContent() != null && response.getContent().hasMediaType(NDJSON)) {
                describeLines(response.getContent().getMediaType(NDJSON));
            }
        }
    }

    /** Says of a query parameter that it can't be empty, see {@link QueryParameterFilter}. */
    private static void refuseEmpty(Parameter parameter) {
        var schema = parameter.getSchema();
        if (parameter.getIn() == Parameter.In.QUERY
                && schema != null
                && List.of(SchemaType.STRING).equals(schema.getType())
                && schema.getFormat() == null
                && schema.getMinLength() == null) {
            schema.setMinLength(1);
        }
    }

    private static void describeLines(MediaType lines) {
        var line = reference(lines.getSchema());
        lines.addExtension(LINE, Map.of("$ref", line));
        lines.setSchema(OASFactory.createSchema()
                .type(List.of(SchemaType.STRING))
                .description("Lines, each of them JSON with the schema " + line.substring(line.lastIndexOf('/') + 1)));
    }

    /** The schema of each line, if the content is lines that were described. */
    static Optional<Schema> line(MediaType content) {
        return Optional.ofNullable(content.getExtensions())
                .map(extensions -> (Map<?, ?>) extensions.get(LINE))
                .map(line -> OASFactory.createSchema().ref((String) line.get("$ref")));
    }

    private static String reference(Schema schema) {
        return schema.getItems() == null ? schema.getRef() : schema.getItems().getRef();
    }
}
