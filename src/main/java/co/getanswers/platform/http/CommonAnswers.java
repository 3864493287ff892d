package co.getanswers.platform.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes on every operation the problems that any operation can answer with, each with an example. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonAnswers implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        if (path.startsWith("/api/")) {
            add(operation, path, 503, "The database can't be reached in time; try again shortly.");
            // The framework has put it on what takes a token, and the public operations that answer it say so
            // themselves.
            if (operation.getResponses() != null && operation.getResponses().hasAPIResponse("401")) {
                add(operation, path, 401, "Sign in, and send the access token as: Authorization: Bearer <token>");
            }
            if (path.contains("{")) {
                add(operation, path, 404, "There is no such thing.");
            }
            if (operation.getRequestBody() != null || operation.getParameters() != null) {
                add(operation, path, 400, "The request can't be read.");
                add(operation, path, 422, "The request is not valid.");
            }
            if (operation.getRequestBody() != null) {
                add(operation, path, 413, "The body is larger than this path takes.");
                add(operation, path, 415, "This path does not take the media type of the body.");
            }
        }
    }

    private static void add(Operation operation, String path, int status, String detail) {
        var responses = operation.getResponses();
        if (responses == null) {
            responses = OASFactory.createAPIResponses();
            operation.setResponses(responses);
        }
        var code = String.valueOf(status);
        if (responses.hasAPIResponse(code) && responses.getAPIResponse(code).getContent() != null) {
            return;
        }
        var description = responses.hasAPIResponse(code)
                ? responses.getAPIResponse(code).getDescription()
                : HttpResponseStatus.valueOf(status).reasonPhrase();
        responses.addAPIResponse(code, problem(path, status, description, detail));
    }

    private static APIResponse problem(String path, int status, String description, String detail) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", "about:blank");
        example.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
        example.put("status", status);
        example.put("detail", detail);
        example.put("instance", path);
        example.put("requestId", "0b9c6f0e-7b0e-4a57-9a53-6a5c1f4a2b1d");
        if (status == 422) {
            example.put("errors", List.of(Map.of("field", "title", "message", "must not be blank")));
        }
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE, OASFactory.createMediaType().example(example)));
    }
}
