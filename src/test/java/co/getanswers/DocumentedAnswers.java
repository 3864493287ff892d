package co.getanswers;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/**
 * Fails a test whose request gets another response than the OpenAPI document describes: a status, a media type or a field
 * that it doesn't have, or without a field or header that it promises. The refusal of an origin comes before any operation.
 */
final class DocumentedAnswers implements Filter {
    private volatile ApiDescription description;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var path = URI.create(request.getURI()).getRawPath();
        var refusedOrigin = response.statusCode() == 403 && request.getHeaders().hasHeaderWithName("Origin");
        if (path.startsWith("/q/") || refusedOrigin) {
            return response;
        }
        if (description == null) {
            description = new ApiDescription(Operations.document());
        }
        description.fault(request.getMethod(), path, response).ifPresent(fault -> {
            throw new AssertionError(
                    request.getMethod() + " " + path + " answered " + response.statusCode() + ": " + fault);
        });
        return response;
    }
}
