package co.getanswers.schema.boot;

import co.getanswers.platform.database.SchemaStatus;
import co.getanswers.platform.database.ServerProbe;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports ready once the schema is up to date and the database takes writes, whether or not the pool that serves requests is busy. */
@Readiness
@ApplicationScoped
public class SchemaReadinessCheck implements AsyncHealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SchemaStatus schema;
    private final ServerProbe server;

    SchemaReadinessCheck(SchemaStatus schema, ServerProbe server) {
        this.schema = schema;
        this.server = server;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!schema.isReady()) {
            return Uni.createFrom().item(down("The schema is not up to date yet."));
        }
        return server.ask()
                .map(taken -> HealthCheckResponse.up("database"))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> down("The database does not answer, or takes no writes."));
    }

    private static HealthCheckResponse down(String why) {
        return HealthCheckResponse.named("database")
                .down()
                .withData("reason", why)
                .build();
    }
}
