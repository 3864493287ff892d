package co.getanswers.auth;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends the mail with the sign-in link. The token follows a {@code #}, which browsers keep out of servers' access logs. */
@ApplicationScoped
class SignInMailer {
    private static final Logger LOG = Logger.getLogger(SignInMailer.class);
    private static final String SUBJECT = "Your sign-in link for GetAnswers";

    private final ReactiveMailer mailer;
    private final AuthSettings settings;
    private final String appUrl;

    SignInMailer(
            ReactiveMailer mailer, AuthSettings settings, @ConfigProperty(name = "getanswers.app-url") String appUrl) {
        this.mailer = mailer;
        this.settings = settings;
        this.appUrl = appUrl.replaceAll("/+$", "");
    }

    /** Sends the mail in the background and logs a failure: the response must not depend on it. */
    void send(String email, SecretToken token) {
        var link = appUrl + "/auth/verify#token=" + token.text();
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            LOG.infof("The sign-in link of %s: %s", email, link);
        }
        mailer.send(Mail.withText(email, SUBJECT, text(link)))
                .subscribe()
                .with(
                        sent -> LOG.debug("A sign-in mail was sent"),
                        failure -> LOG.errorf(
                                failure, "A sign-in mail could not be sent: check the settings quarkus.mailer.*"));
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
