package co.getanswers.auth;

import co.getanswers.account.MessageIdDomain;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailMessage;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends the mail with the sign-in link. */
@ApplicationScoped
class SignInMailer {
    private static final Logger LOG = Logger.getLogger(SignInMailer.class);
    private static final String SUBJECT = "Your sign-in link for GetAnswers";
    private static final String REMOVES_PASSWORD = """

            The account of this address has a password, and nobody has proved yet that the address is theirs. The link does,
            and removes the password, because somebody else may have set it: set a new one once you have signed in. What the
            account holds is set aside until you choose whether to keep it.
            """;

    private static final String RESET_SUBJECT = "Your link to a new password for GetAnswers";

    private final ReactiveMailer mailer;
    private final AuthSettings settings;
    private final String appUrl;
    private final MailClient client;
    private final boolean mock;
    private final String from;
    private final String messageIdDomain;

    SignInMailer(
            ReactiveMailer mailer,
            MailClient client,
            AuthSettings settings,
            @ConfigProperty(name = "getanswers.app-url") String appUrl,
            @ConfigProperty(name = "quarkus.mailer.from") String from,
            @ConfigProperty(name = "quarkus.mailer.mock") Optional<Boolean> mock) {
        this.mailer = mailer;
        this.settings = settings;
        this.appUrl = appUrl.replaceAll("/+$", "");
        this.client = client;
        this.mock = mock.orElse(LaunchMode.current().isDevOrTest());
        this.from = from;
        this.messageIdDomain = MessageIdDomain.of(from.replaceAll(".*<|>.*", ""));
    }

    /**
     * Sends the mail in the background and logs a failure: the response must not depend on it.
     *
     * @param removesPassword whether the link will remove a password, which the mail says
     */
    void send(String email, SecretToken token, boolean removesPassword) {
        var link = settings.linkStyle().link(appUrl + "/auth/verify", token);
        send(email, link, SUBJECT, text(link) + (removesPassword ? REMOVES_PASSWORD : ""));
    }

    /** Sends the mail with the link to a page that asks for a new password, as {@link #send} does. */
    void sendReset(String email, SecretToken token) {
        var link = settings.linkStyle().link(appUrl + "/auth/reset", token);
        send(email, link, RESET_SUBJECT, resetText(link));
    }

    private void send(String email, String link, String subject, String text) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            LOG.infof("The sign-in link of %s: %s", email, link);
        }
        deliver(email, subject, text)
                .subscribe()
                .with(
                        sent -> LOG.debug("A sign-in mail was sent"),
                        failure -> LOG.errorf(
                                failure, "A sign-in mail could not be sent: check the settings quarkus.mailer.*"));
    }

    /** By the client and not the mailer, which writes an empty Cc; but the mailer knows how to do without a server. */
    private Uni<Void> deliver(String email, String subject, String text) {
        return mock
                ? mailer.send(Mail.withText(email, subject, text))
                : client.sendMail(mail(email, subject, text)).replaceWithVoid();
    }

    /** Marks the mail as a program's (RFC 3834), and names it by the domain that it comes from. */
    private MailMessage mail(String email, String subject, String text) {
        return new MailMessage()
                .setFrom(from)
                .setTo(email)
                .setSubject(subject)
                .setText(text)
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("Message-ID", "<" + UUID.randomUUID() + "@" + messageIdDomain + ">");
    }

    private String resetText(String link) {
        return """
                Hello,

                this link sets a new password for GetAnswers:

                %s

                It works once, within %d minutes, and signs you out everywhere else. If you did not ask for it, do nothing: your
                password stays as it is.
                """.formatted(link, settings.magicLinkLifetime().toMinutes());
    }

    private String text(String link) {
        return """
                Hello,

                this link signs you in to GetAnswers:

                %s

                It works once, within %d minutes. If you did not ask for it, do nothing: nobody can sign in without it.
                """.formatted(link, settings.magicLinkLifetime().toMinutes());
    }
}
