package co.getanswers.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Names the methods of a path where one is refused, or where they are asked for (RFC 9110, sections 9.3.7 and 15.5.6). */
@Singleton
public class AllowHeader {
    private final AllowedMethods methods;

    AllowHeader(AllowedMethods methods) {
        this.methods = methods;
    }

    /** Called by the framework for each response. */
    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 405 || request.getMethod().equals(HttpMethod.OPTIONS)) {
            var allowed = methods.at(request.getUriInfo().getPath());
            if (!allowed.isEmpty()) {
                response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", allowed));
            }
        }
    }
}
