package co.getanswers.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the transport that replies leave by. */
@ConfigMapping(prefix = "getanswers.delivery")
public interface DeliverySettings {
    /** The transport of replies: {@code smtp}, to the server of {@code QUARKUS_MAILER_…}, or {@code maildir}. */
    @WithDefault("smtp")
    TransportKind transport();

    /** The folder in which the Maildir transport keeps a mailbox for each recipient's address. */
    @WithDefault(".dev/maildir")
    Path maildir();

    /** The time-out for each answer of the mail server. */
    @WithDefault("1m")
    Duration smtpTimeout();

    enum TransportKind {
        SMTP,
        MAILDIR
    }
}
