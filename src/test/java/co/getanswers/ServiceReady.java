package co.getanswers;

import co.getanswers.platform.database.SchemaStatus;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Holds each test until the service has migrated its database. */
public class ServiceReady implements QuarkusTestBeforeEachCallback {
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        Awaitility.await("readiness")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(CDI.current().select(SchemaStatus.class).get()::isReady);
    }
}
