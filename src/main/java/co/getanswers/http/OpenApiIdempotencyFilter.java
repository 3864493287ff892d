package co.getanswers.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Describes the {@code Idempotency-Key} of the operations that take one. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiIdempotencyFilter implements OASFilter {
    private static final DotName OPERATION = DotName.createSimple(Operation.class);
    private static final String KEY = "IdempotencyKey";
    private static final String CONFLICT = "409";
    private static final String IN_PROGRESS = "A request with the same Idempotency-Key is in progress";

    private final Set<String> operations;

    /** Called by the framework. */
    public OpenApiIdempotencyFilter(IndexView index) {
        operations = Stream.of(Idempotent.class, LeasedIdempotent.class)
                .flatMap(binding -> index.getAnnotations(DotName.createSimple(binding)).stream())
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .map(annotation -> annotation.target().asMethod().annotation(OPERATION))
                .filter(operation -> operation != null)
                .map(operation -> operation.value("operationId").asString())
                .collect(Collectors.toSet());
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        api.getComponents().addParameter(KEY, key());
        api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .filter(operation -> operations.contains(operation.getOperationId()))
                .forEach(OpenApiIdempotencyFilter::describe);
    }

    private static Parameter key() {
        return OASFactory.createParameter()
                .name(Idempotent.HEADER)
                .in(Parameter.In.HEADER)
                .description(
                        "Any text, new for each request. A repetition with the same key has no second effect and gets the"
                                + " same response, for a day; 422 if it is another request")
                .schema(OASFactory.createSchema()
                        .type(List.of(SchemaType.STRING))
                        .minLength(1)
                        .maxLength(Idempotent.MAX_LENGTH));
    }

    private static void describe(org.eclipse.microprofile.openapi.models.Operation operation) {
        if (operation.getParameters() == null
                || operation.getParameters().stream().noneMatch(OpenApiIdempotencyFilter::isKey)) {
            operation.addParameter(OASFactory.createParameter().ref(KEY));
        }
        var responses = operation.getResponses();
        if (responses != null && !responses.hasAPIResponse(CONFLICT)) {
            responses.addAPIResponse(CONFLICT, OASFactory.createAPIResponse().description(IN_PROGRESS));
        }
    }

    private static boolean isKey(Parameter parameter) {
        return parameter.getRef() != null && parameter.getRef().endsWith("/" + KEY);
    }
}
