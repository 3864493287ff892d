package co.getanswers;

import co.getanswers.platform.database.SchemaStatus;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Holds each test until the service has migrated its database, and compares every response that the test gets through REST
 * Assured with the OpenAPI document.
 */
public class ServiceReady implements QuarkusTestBeforeEachCallback {
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        Awaitility.await("readiness")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(CDI.current().select(SchemaStatus.class).get()::isReady);
        if (RestAssured.filters().stream().noneMatch(DocumentedAnswers.class::isInstance)) {
            RestAssured.filters(new DocumentedAnswers());
        }
    }
}
