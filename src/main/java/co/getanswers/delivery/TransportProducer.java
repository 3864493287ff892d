package co.getanswers.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the transport that the configuration names. */
@ApplicationScoped
class TransportProducer {
    @Produces
    @Singleton
    Transport chosen(DeliverySettings settings, SmtpConfig server, SendingPause pause) {
        return switch (settings.transport()) {
            case SMTP -> new SmtpTransport(server, pause);
            case MAILDIR -> new MaildirTransport(settings.maildir());
        };
    }
}
