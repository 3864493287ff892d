package co.getanswers.delivery;

import co.getanswers.delivery.SmtpConfig.StartTls;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Configuration of the mail server for replies: the settings of sign-in mails. */
@ApplicationScoped
class MailServerSettings {
    private static final int SMTP = 25;
    private static final int SUBMISSIONS = 465;

    @Produces
    @Singleton
    SmtpConfig server(
            @ConfigProperty(name = "quarkus.mailer.host", defaultValue = "localhost") String host,
            @ConfigProperty(name = "quarkus.mailer.port") OptionalInt port,
            @ConfigProperty(name = "quarkus.mailer.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.mailer.password") Optional<String> password,
            @ConfigProperty(name = "quarkus.mailer.tls") Optional<Boolean> encrypted,
            @ConfigProperty(name = "quarkus.mailer.start-tls", defaultValue = "OPTIONAL") String startTls,
            @ConfigProperty(name = "quarkus.mailer.trust-all") Optional<Boolean> trustAll,
            @ConfigProperty(name = "quarkus.mailer.own-host-name") Optional<String> ownName,
            @ConfigProperty(name = "quarkus.mailer.tls-configuration-name") Optional<String> tlsName,
            TlsConfigurationRegistry registry,
            DeliverySettings settings) {
        var tls = encrypted.orElse(port.orElse(SMTP) == SUBMISSIONS);
        var trust = tlsName.flatMap(registry::get).or(registry::getDefault);
        return new SmtpConfig(
                host,
                port.orElse(tls ? SUBMISSIONS : SMTP),
                username.orElse(null),
                password.orElse(null),
                tls,
                StartTls.valueOf(startTls.toUpperCase(Locale.ROOT)),
                trustAll.orElse(trust.map(TlsConfiguration::isTrustAll).orElse(false)),
                ownName.orElse(null),
                trust.map(MailServerSettings::sockets).orElse(null),
                settings.smtpTimeout());
    }

    /** Absent if the TLS configuration names no trust or key store. */
    private static @Nullable SSLSocketFactory sockets(TlsConfiguration trust) {
        if (trust.getTrustStore() == null && trust.getKeyStore() == null) {
            return null;
        }
        try {
            return trust.createSSLContext().getSocketFactory();
        } catch (Exception unusable) {
            throw new IllegalStateException("The TLS configuration of the mail server can't be used", unusable);
        }
    }
}
