package co.getanswers.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells that sending is paused, and why; the process stays ready, because nothing but its configuration is at fault. */
@Readiness
@ApplicationScoped
class SendingCheck implements HealthCheck {
    private final SendingPause pause;

    SendingCheck(SendingPause pause) {
        this.pause = pause;
    }

    @Override
    public HealthCheckResponse call() {
        var reason = pause.reason();
        var response = HealthCheckResponse.named("sending").up();
        return (reason == null ? response : response.withData("paused", reason)).build();
    }
}
