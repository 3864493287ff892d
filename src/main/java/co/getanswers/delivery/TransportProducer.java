package co.getanswers.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one of the transports that the configuration chooses. */
@ApplicationScoped
class TransportProducer {
    @Produces
    @Singleton
    Transport chosen(DeliverySettings settings, SmtpConfig server) {
        return switch (settings.transport()) {
            case SMTP -> new SmtpTransport(server);
            case MAILDIR -> new MaildirTransport(settings.maildir());
        };
    }
}
