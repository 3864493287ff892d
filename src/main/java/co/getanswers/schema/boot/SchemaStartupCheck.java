package co.getanswers.schema.boot;

import co.getanswers.platform.database.SchemaStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Reports the start as complete once the schema is up to date. */
@Startup
@ApplicationScoped
public class SchemaStartupCheck implements HealthCheck {
    private final SchemaStatus schema;

    SchemaStartupCheck(SchemaStatus schema) {
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schema").status(schema.isReady()).build();
    }
}
