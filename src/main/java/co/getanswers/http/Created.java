package co.getanswers.http;

import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Builds the response 201 Created, with the new resource and its Location. */
public final class Created {
    private Created() {}

    public static <T> RestResponse<T> under(String collection, UUID id, T entity) {
        return ResponseBuilder.<T>created(URI.create(collection + "/" + id))
                .entity(entity)
                .build();
    }
}
