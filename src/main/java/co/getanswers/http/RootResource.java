package co.getanswers.http;

import co.getanswers.platform.database.SchemaStatus;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/")
@Tag(name = "Service")
public class RootResource {
    private final SchemaStatus schema;
    private final String name;
    private final String version;

    RootResource(
            SchemaStatus schema,
            @ConfigProperty(name = "quarkus.application.name") String name,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.schema = schema;
        this.name = name;
        this.version = version;
    }

    /** @param status {@code ok}, or {@code starting} until the schema is ready */
    public record About(
            @Schema(examples = "getanswers") String name,
            @Schema(examples = "1.0.0") String version,
            @Schema(examples = "ok") String status) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getAbout",
            summary = "Name, version and status of the service",
            description = "Browsers, which accept text/html, get the console.")
    @APIResponse(
            responseCode = "200",
            description = "The service, or the page of the console",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = About.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<About> about() {
        return Uni.createFrom().item(new About(name, version, schema.isReady() ? "ok" : "starting"));
    }
}
