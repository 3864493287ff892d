package co.getanswers;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A mail server that keeps the mail it receives. A test reads the mail of an address through a field
 * {@code Function<String, List<String>> mailTo}, or with its header through {@code wholeMailTo}.
 */
public class MailServer implements QuarkusTestResourceLifecycleManager {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of(
                "quarkus.mailer.mock", "false",
                "quarkus.mailer.host", "localhost",
                "quarkus.mailer.port", String.valueOf(server.getSmtp().getPort()),
                "quarkus.mailer.from", "GetAnswers <service@getanswers.test>");
    }

    @Override
    public void inject(TestInjector injector) {
        Function<String, Object> mailTo = address -> Stream.of(server.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(GreenMailUtil::getBody)
                .toList();
        injector.injectIntoFields(mailTo, field -> field.getName().equals("mailTo"));
        Function<String, Object> wholeMailTo = address -> Stream.of(server.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(GreenMailUtil::getWholeMessage)
                .toList();
        injector.injectIntoFields(wholeMailTo, field -> field.getName().equals("wholeMailTo"));
    }

    @Override
    public void stop() {
        server.stop();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return address.equals(message.getAllRecipients()[0].toString());
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
