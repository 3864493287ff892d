package co.getanswers.http;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import co.getanswers.platform.database.DatabaseUnavailable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where failures become Problem Details. */
public class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
    private static final String SIGN_IN = "Sign in, and send the access token as: Authorization: Bearer <token>";

    @ServerExceptionMapper
    public Response failure(Failure failure, RoutingContext request) {
        var errors = failure instanceof Failure.Invalid invalid ? invalid.errors() : null;
        var answer = problem(request, failure.status(), failure.getMessage(), errors);
        if (failure instanceof Failure.RateLimited tries) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, tries.retryAfter().toSeconds()));
        }
        if (failure instanceof Failure.Unauthenticated) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException failure, RoutingContext request) {
        var errors = failure.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return problem(request, 422, "The request is not valid.", errors).build();
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthenticated(Throwable failure, RoutingContext request) {
        return problem(request, 401, SIGN_IN, null)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, RoutingContext request) {
        return problem(request, 403, "This is not yours to do.", null).build();
    }

    /** The framework has a mapper of its own for the second, which the first alone would not outdo. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response json(JsonProcessingException failure, RoutingContext request) {
        return unreadable(failure, request);
    }

    /** What the framework refuses by itself: unknown paths, methods and media types, unreadable bodies. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException failure, UriInfo uri, RoutingContext request) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return unreadable(json, request);
        }
        if (failure instanceof NotFoundException && failure.getCause() != null && hasReadableIds(uri)) {
            var names = String.join(", ", uri.getQueryParameters().keySet());
            return problem(request, 400, "A query parameter is not of its type; there were: " + names + ".", null)
                    .build();
        }
        var status = failure.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(failure, request);
        }
        var detail = switch (status) {
            case 400 -> "The request can't be read.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take " + request.request().method() + ".";
            case 406 -> "This path has no answer in a media type that Accept names.";
            case 413 -> "The body is larger than this path takes.";
            case 415 -> "This path does not take the media type of the body; see /q/openapi for those it does.";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase() + ".";
        };
        var answer = problem(request, status, detail, null);
        var allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        if (allow != null) {
            answer.header(HttpHeaders.ALLOW, allow);
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, RoutingContext request) {
        if (isOver(request)) {
            LOG.debug("The client went away, or was cut off", failure);
            return Response.noContent().build();
        }
        if (DatabaseUnavailable.isCauseOf(failure)) {
            LOG.warnf("No database connection for %s: %s", request.request().path(), failure.getMessage());
            return problem(request, 503, "The database can't be reached in time; try again shortly.", null)
                    .header(HttpHeaders.RETRY_AFTER, DatabaseUnavailable.RETRY_AFTER_SECONDS)
                    .build();
        }
        LOG.error("Unexpected failure", failure);
        return problem(
                        request,
                        500,
                        "Something went wrong here. Report it with the request id, under which the log has the cause.",
                        null)
                .build();
    }

    /** Whether it was the query that could not be converted: what is no id in the path is nothing at that path. */
    private static boolean hasReadableIds(UriInfo uri) {
        try {
            uri.getPathParameters().values().forEach(ids -> ids.forEach(UUID::fromString));
            return !uri.getQueryParameters().isEmpty();
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }

    /** Tells whether the client has gone or was answered already, as when its body was cut off. */
    private static boolean isOver(RoutingContext request) {
        return request.response().closed() || request.response().ended();
    }

    private Response unreadable(JsonProcessingException failure, RoutingContext request) {
        if (isOver(request)) {
            return Response.noContent().build();
        }
        if (failure instanceof InvalidFormatException format
                && format.getTargetType() != null
                && format.getTargetType().isEnum()) {
            var values = Arrays.stream(format.getTargetType().getEnumConstants())
                    .map(value -> value.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            return problem(
                            request,
                            422,
                            "The request is not valid.",
                            List.of(new FieldError(path(format), "must be one of " + values)))
                    .build();
        }
        var where = failure instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? " at " + path(mapping)
                : "";
        var at = failure.getLocation() == null
                ? ""
                : " (line " + failure.getLocation().getLineNr() + ")";
        return problem(request, 400, "The JSON can't be read" + where + at + ".", null)
                .build();
    }

    private static String path(JsonMappingException failure) {
        var path = new StringBuilder();
        for (var step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    /** The path without the method and the name of its parameter, where the parameter is the body. */
    private static String field(ConstraintViolation<?> violation) {
        var names = new ArrayList<String>();
        for (Path.Node node : violation.getPropertyPath()) {
            names.add(node.toString());
        }
        var first = Math.min(names.size() - 1, names.size() > 2 ? 2 : 1);
        return String.join(".", names.subList(Math.max(first, 0), names.size()));
    }

    private static Response.ResponseBuilder problem(
            RoutingContext request, int status, String detail, List<FieldError> errors) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(ProblemWriter.of(request, status, detail, errors));
    }
}
