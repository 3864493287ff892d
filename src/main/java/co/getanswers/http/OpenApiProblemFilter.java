package co.getanswers.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to every operation the problems that operations have in common, each with an example. They are defined once among
 * the components, because the document is parsed and written again at each start.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiProblemFilter implements OASFilter {
    /** Descriptions of the responses that the framework adds. */
    private static final Set<String> GENERATED = Set.of("Not Authorized", "Bad Request");

    private enum CommonProblem {
        UNREADABLE(400, "The request can't be read."),
        UNAUTHENTICATED(401, "Sign in, and send the access token as: Authorization: Bearer <token>"),
        NOT_FOUND(404, "There is no such thing."),
        TOO_LARGE(413, "The body is larger than this path takes."),
        UNSUPPORTED_MEDIA_TYPE(415, "This path does not take the media type of the body."),
        INVALID(422, "The request is not valid."),
        UNAVAILABLE(503, "The database can't be reached in time; try again shortly.");

        private final HttpResponseStatus status;
        private final String detail;

        CommonProblem(int status, String detail) {
            this.status = HttpResponseStatus.valueOf(status);
            this.detail = detail;
        }

        private String code() {
            return status.codeAsText().toString();
        }

        /** The key among the responses and the examples of the components. */
        private String key() {
            return status.reasonPhrase().replace(" ", "");
        }

        private Example example() {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("type", "about:blank");
            problem.put("title", status.reasonPhrase());
            problem.put("status", status.code());
            problem.put("detail", detail);
            problem.put("instance", "/api/objectives");
            problem.put("requestId", "0b9c6f0e-7b0e-4a57-9a53-6a5c1f4a2b1d");
            if (this == INVALID) {
                problem.put("errors", List.of(Map.of("field", "title", "message", "must not be blank")));
            }
            return OASFactory.createExample().value(problem);
        }

        /** @param description the meaning for one operation, or in general */
        private APIResponse response(String description) {
            return OASFactory.createAPIResponse()
                    .description(description)
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    Problem.MEDIA_TYPE,
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().ref("Problem"))
                                            .addExample(
                                                    "problem",
                                                    OASFactory.createExample().ref(key()))));
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        for (var problem : CommonProblem.values()) {
            api.getComponents()
                    .addExample(problem.key(), problem.example())
                    .addResponse(problem.key(), problem.response(problem.status.reasonPhrase()));
        }
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> describe(path, operation)));
    }

    private static void describe(String path, Operation operation) {
        if (path.startsWith("/api/")) {
            add(operation, CommonProblem.UNAVAILABLE);
            // The framework adds it to operations that take a token; the public ones that respond with it declare it.
            if (operation.getResponses() != null
                    && operation.getResponses().hasAPIResponse(CommonProblem.UNAUTHENTICATED.code())) {
                add(operation, CommonProblem.UNAUTHENTICATED);
            }
            if (path.contains("{")) {
                add(operation, CommonProblem.NOT_FOUND);
            }
            if (operation.getRequestBody() != null || operation.getParameters() != null) {
                add(operation, CommonProblem.UNREADABLE);
                add(operation, CommonProblem.INVALID);
            }
            if (operation.getRequestBody() != null) {
                add(operation, CommonProblem.TOO_LARGE);
                add(operation, CommonProblem.UNSUPPORTED_MEDIA_TYPE);
            }
        }
    }

    private static void add(Operation operation, CommonProblem problem) {
        var responses = operation.getResponses();
        if (responses == null) {
            responses = OASFactory.createAPIResponses();
            operation.setResponses(responses);
        }
        var own = responses.getAPIResponse(problem.code());
        if (own == null || GENERATED.contains(own.getDescription())) {
            responses.addAPIResponse(
                    problem.code(), OASFactory.createAPIResponse().ref(problem.key()));
        } else if (own.getContent() == null) {
            responses.addAPIResponse(problem.code(), problem.response(own.getDescription()));
        }
    }
}
