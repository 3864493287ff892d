package co.getanswers.http;

import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The answer 201 with what was made, and the Location where it can be read from now on. */
public final class Created {
    private Created() {}

    public static <T> RestResponse<T> under(String collection, UUID id, T made) {
        return ResponseBuilder.<T>created(URI.create(collection + "/" + id))
                .entity(made)
                .build();
    }
}
