package co.getanswers.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to every operation the problems that operations have in common, and to every problem its body and an example. They
 * are defined once among the components, because the document is parsed and written again at each start.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiProblemFilter implements OASFilter {
    /** Descriptions of the responses that the framework adds. */
    private static final Set<String> GENERATED = Set.of("Not Authorized", "Bad Request");

    /** The status that the framework adds to operations that take a token, and that nothing here responds with. */
    private static final String FORBIDDEN = "403";

    private static final String RETRY_AFTER = "Retry-After";
    private static final String RETRY_AFTER_KEY = "RetryAfter";

    private enum ProblemKind {
        UNREADABLE(400, "The request can't be read."),
        UNAUTHENTICATED(401, "Sign in, and send the access token as: Authorization: Bearer <token>"),
        NOT_FOUND(404, "There is no such thing."),
        NOT_ACCEPTABLE(406, "This path has no response in a media type that Accept names."),
        TIMED_OUT(408, "The body took too long to arrive."),
        CONFLICT(409, "The card was decided already: it is approved."),
        GONE(410, "The original of the message is not kept."),
        CHANGED(412, "Another mail would be sent by now."),
        TOO_LARGE(413, "The body is larger than this path takes."),
        UNSUPPORTED_MEDIA_TYPE(415, "This path does not take the media type of the body."),
        INVALID(422, "The request is not valid."),
        RATE_LIMITED(429, "There were too many attempts; try again later."),
        UNAVAILABLE(503, "The database can't be reached in time; try again shortly.");

        private final HttpResponseStatus status;
        private final String detail;

        ProblemKind(int status, String detail) {
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

        /** @param response has the meaning for one operation, or in general */
        private APIResponse complete(APIResponse response) {
            if (this == RATE_LIMITED || this == UNAVAILABLE) {
                response.addHeader(RETRY_AFTER, OASFactory.createHeader().ref(RETRY_AFTER_KEY));
            }
            return response.content(OASFactory.createContent()
                    .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref(Problem.SCHEMA))
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
        api.getComponents().addHeader(RETRY_AFTER_KEY, retryAfter());
        for (var problem : ProblemKind.values()) {
            api.getComponents()
                    .addExample(problem.key(), problem.example())
                    .addResponse(
                            problem.key(),
                            problem.complete(
                                    OASFactory.createAPIResponse().description(problem.status.reasonPhrase())));
        }
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> describe(path, operation)));
    }

    private static Header retryAfter() {
        return OASFactory.createHeader()
                .description("Seconds to wait before the next attempt")
                .required(true)
                .schema(OASFactory.createSchema().type(List.of(SchemaType.INTEGER)));
    }

    private static void describe(String path, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        if (operation.getResponses().hasAPIResponse(FORBIDDEN)) {
            operation.getResponses().removeAPIResponse(FORBIDDEN);
        }
        if (path.startsWith("/api/")) {
            add(operation, ProblemKind.UNAVAILABLE);
            add(operation, ProblemKind.UNREADABLE);
            add(operation, ProblemKind.INVALID);
            add(operation, ProblemKind.NOT_ACCEPTABLE);
            if (path.contains("{")) {
                add(operation, ProblemKind.NOT_FOUND);
            }
            if (operation.getRequestBody() != null) {
                add(operation, ProblemKind.TIMED_OUT);
                add(operation, ProblemKind.TOO_LARGE);
                add(operation, ProblemKind.UNSUPPORTED_MEDIA_TYPE);
            }
        }
        // The framework adds 401 to operations that take a token; all others declare what they respond with.
        for (var problem : ProblemKind.values()) {
            if (operation.getResponses().hasAPIResponse(problem.code())) {
                add(operation, problem);
            }
        }
        // Clients that accept the first media type of a kind would else accept problems alone.
        if (operation.getResponses().getAPIResponses() != null) {
            operation
                    .getResponses()
                    .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
        }
    }

    private static void add(Operation operation, ProblemKind problem) {
        var responses = operation.getResponses();
        var own = responses.getAPIResponse(problem.code());
        if (own != null && own.getRef() != null) {
            return;
        }
        if (own == null || GENERATED.contains(own.getDescription())) {
            responses.addAPIResponse(
                    problem.code(), OASFactory.createAPIResponse().ref(problem.key()));
        } else if (own.getContent() == null) {
            problem.complete(own);
        }
    }
}
