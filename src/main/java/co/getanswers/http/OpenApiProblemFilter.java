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
 * Describes on every operation the problems that any operation can answer with, each with an example. They stand once among
 * the components: the document is read and written again at each start.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiProblemFilter implements OASFilter {
    /** What the framework says of the answers that it puts there itself. */
    private static final Set<String> FRAMEWORKS_OWN = Set.of("Not Authorized", "Bad Request");

    private enum Answer {
        UNREADABLE(400, "The request can't be read."),
        NOT_SIGNED_IN(401, "Sign in, and send the access token as: Authorization: Bearer <token>"),
        ABSENT(404, "There is no such thing."),
        TOO_LARGE(413, "The body is larger than this path takes."),
        UNSUPPORTED(415, "This path does not take the media type of the body."),
        INVALID(422, "The request is not valid."),
        UNAVAILABLE(503, "The database can't be reached in time; try again shortly.");

        private final HttpResponseStatus status;
        private final String detail;

        Answer(int status, String detail) {
            this.status = HttpResponseStatus.valueOf(status);
            this.detail = detail;
        }

        private String code() {
            return status.codeAsText().toString();
        }

        /** Its key among the components' responses, and among their examples. */
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

        /** @param description what it means here */
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
        for (var answer : Answer.values()) {
            api.getComponents()
                    .addExample(answer.key(), answer.example())
                    .addResponse(answer.key(), answer.response(answer.status.reasonPhrase()));
        }
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> describe(path, operation)));
    }

    private static void describe(String path, Operation operation) {
        if (path.startsWith("/api/")) {
            add(operation, Answer.UNAVAILABLE);
            // The framework has put it on what takes a token, and the public operations that answer it say so
            // themselves.
            if (operation.getResponses() != null
                    && operation.getResponses().hasAPIResponse(Answer.NOT_SIGNED_IN.code())) {
                add(operation, Answer.NOT_SIGNED_IN);
            }
            if (path.contains("{")) {
                add(operation, Answer.ABSENT);
            }
            if (operation.getRequestBody() != null || operation.getParameters() != null) {
                add(operation, Answer.UNREADABLE);
                add(operation, Answer.INVALID);
            }
            if (operation.getRequestBody() != null) {
                add(operation, Answer.TOO_LARGE);
                add(operation, Answer.UNSUPPORTED);
            }
        }
    }

    private static void add(Operation operation, Answer answer) {
        var responses = operation.getResponses();
        if (responses == null) {
            responses = OASFactory.createAPIResponses();
            operation.setResponses(responses);
        }
        var own = responses.getAPIResponse(answer.code());
        if (own == null || FRAMEWORKS_OWN.contains(own.getDescription())) {
            responses.addAPIResponse(
                    answer.code(), OASFactory.createAPIResponse().ref(answer.key()));
        } else if (own.getContent() == null) {
            responses.addAPIResponse(answer.code(), answer.response(own.getDescription()));
        }
    }
}
