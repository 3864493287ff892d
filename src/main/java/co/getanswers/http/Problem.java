package co.getanswers.http;

import co.getanswers.platform.Failure.FieldError;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * RFC 9457, section 3.1, and two members more.
 *
 * @param type always {@code about:blank}: the status says what kind of problem it is
 * @param title the status in words
 * @param instance the path that was asked for
 * @param requestId as in the {@code X-Request-ID} header and the log
 * @param errors what is not valid, field by field; absent for other problems
 */
@Schema(name = "Problem", description = "What went wrong, as in RFC 9457")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String requestId,
        List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";
}
