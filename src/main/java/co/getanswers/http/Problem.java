package co.getanswers.http;

import co.getanswers.platform.Failure.FieldError;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem with the members of RFC 9457, section 3.1, and two more.
 *
 * @param type always {@code about:blank}: the status tells the kind of problem
 * @param title the status in words
 * @param instance the path of the request
 * @param requestId as in the header {@code X-Request-ID} and the log
 * @param errors the fields that are not valid; absent from other problems
 */
@Schema(name = Problem.SCHEMA, description = "A problem, as in RFC 9457")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String requestId,
        @Nullable List<FieldError> errors) {
    static final String SCHEMA = "Problem";
    public static final String MEDIA_TYPE = "application/problem+json";
}
