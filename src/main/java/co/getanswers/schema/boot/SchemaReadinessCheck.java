package co.getanswers.schema.boot;

import co.getanswers.platform.database.SchemaStatus;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports ready once the schema is up to date and the database takes writes over the pool that serves requests. */
@Readiness
@ApplicationScoped
public class SchemaReadinessCheck implements AsyncHealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Reads no row, yet fails where nothing can be written; the pool drops a connection to such a server. */
    private static final String ASK = "select from leaders limit 0 for update";

    private final SchemaStatus schema;
    private final Pool pool;

    SchemaReadinessCheck(SchemaStatus schema, Pool pool) {
        this.schema = schema;
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!schema.isReady()) {
            return Uni.createFrom().item(down("The schema is not up to date yet."));
        }
        return pool.query(ASK)
                .execute()
                .map(rows -> HealthCheckResponse.up("database"))
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
