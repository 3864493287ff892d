package co.getanswers.http;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import co.getanswers.platform.database.DatabaseUnavailable;
import co.getanswers.platform.database.OutageLog;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Maps every failure of a request to a problem (RFC 9457). */
public class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
    private static final OutageLog OUTAGES = new OutageLog(ExceptionMappers.class);
    private static final OutageLog MEMORY = new OutageLog(ExceptionMappers.class);
    private static final String SIGN_IN = "Sign in, and send the access token as: Authorization: Bearer <token>";

    private final AllowedMethods allowedMethods;

    ExceptionMappers(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper
    public Response failure(Failure failure, RoutingContext request) {
        var errors = failure instanceof Failure.Invalid invalid ? invalid.errors() : null;
        var response = problem(request, failure.status(), failure.getMessage(), errors);
        if (failure instanceof Failure.RateLimited limited) {
            retryAfter(response, limited.retryAfter());
        }
        if (failure instanceof Failure.Unavailable unavailable) {
            retryAfter(response, unavailable.retryAfter());
        }
        if (failure instanceof Failure.Unauthenticated) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(failure));
        }
        return response.build();
    }

    private static String challenge(Failure failure) {
        return failure instanceof Failure.StaleSignIn stale
                ? "Bearer error=\"insufficient_user_authentication\", max_age="
                        + stale.maxAge().toSeconds()
                : "Bearer";
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
        return problem(request, 403, "You are not allowed to do this.", null).build();
    }

    /** Names the subclass too, for which the framework has a mapper of its own. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response json(JsonProcessingException failure, RoutingContext request) {
        return unreadable(failure, request);
    }

    /** Maps the refusals of the framework: unknown paths, methods and media types, unreadable bodies. */
    @ServerExceptionMapper
    public Response refusedByFramework(WebApplicationException failure, UriInfo uri, RoutingContext request) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return unreadable(json, request);
        }
        if (failure instanceof NotFoundException && failure.getCause() != null && hasReadableIds(uri)) {
            var names = String.join(", ", uri.getQueryParameters().keySet());
            return problem(request, 400, "A query parameter is not of its type; there were: " + names + ".", null)
                    .build();
        }
        var status = status(failure, uri, request);
        if (status >= 500) {
            return unexpected(failure, request);
        }
        var detail = switch (status) {
            case 400 -> "The request can't be read.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take " + request.request().method() + ".";
            case 406 -> "This path has no response in a media type that Accept names.";
            case 413 -> "The body is larger than this path takes.";
            case 415 -> "This path does not take the media type of the body; see /q/openapi for those it does.";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase() + ".";
        };
        return problem(request, status, detail, null).build();
    }

    /** Tells a path that does not take the method from one that does not exist: the framework takes one for the other. */
    private int status(WebApplicationException failure, UriInfo uri, RoutingContext request) {
        var status = failure.getResponse().getStatus();
        if (status != 404) {
            return status;
        }
        var allowed = allowedMethods.at(uri.getPath());
        return allowed.isEmpty() || allowed.contains(request.request().method().name()) ? 404 : 405;
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, RoutingContext request) {
        if (isOver(request)) {
            LOG.debug("The client has gone or was cut off", failure);
            return Response.noContent().build();
        }
        if (DatabaseUnavailable.isCauseOf(failure)) {
            OUTAGES.report("The database is unavailable: " + reason(failure));
            LOG.debugf(
                    failure,
                    "The database is unavailable for %s",
                    request.request().path());
            return unavailable(request, "The database can't be reached in time; try again shortly.");
        }
        if (isOutOfMemory(failure)) {
            MEMORY.report("A request was refused for lack of memory: " + reason(failure));
            return unavailable(request, "The service is short of memory; try again shortly.");
        }
        LOG.error("Unexpected failure", failure);
        return problem(
                        request,
                        500,
                        "The service failed. Report it with the request id: the log has the cause under it.",
                        null)
                .build();
    }

    private static void retryAfter(Response.ResponseBuilder response, Duration wait) {
        response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds()));
    }

    private static Response unavailable(RoutingContext request, String detail) {
        return problem(request, 503, detail, null)
                .header(HttpHeaders.RETRY_AFTER, DatabaseUnavailable.RETRY_AFTER_SECONDS)
                .build();
    }

    private static boolean isOutOfMemory(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Tells whether the query was not convertible; a path with an unreadable id is a path that doesn't exist. */
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

    /** The path within the body, or the name of another parameter. */
    private static String field(ConstraintViolation<?> violation) {
        var names = new ArrayList<String>();
        for (Path.Node node : violation.getPropertyPath()) {
            names.add(node.toString());
        }
        var first = Math.min(names.size() - 1, names.size() > 2 ? 2 : 1);
        return String.join(".", names.subList(Math.max(first, 0), names.size()));
    }

    private static Response.ResponseBuilder problem(
            RoutingContext request, int status, String detail, @Nullable List<FieldError> errors) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(ProblemWriter.of(request, status, detail, errors));
    }
}
