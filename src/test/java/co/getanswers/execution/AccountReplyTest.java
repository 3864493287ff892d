package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestSql;
import co.getanswers.delivery.ScriptedSmtpServer;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replies by the server of the mailbox that the answered message came to. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class AccountReplyTest {
    private static final GreenMail SERVER =
            new GreenMail(Stream.of(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_SMTP)
                    .map(protocol -> {
                        var setup = new ServerSetup(0, "127.0.0.1", protocol);
                        setup.setServerStartupTimeout(60_000);
                        return setup;
                    })
                    .toArray(ServerSetup[]::new));

    Map<String, String> script;
    ScriptedSmtpServer server;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static ConditionFactory eventually(String what) {
        return await(what).dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(1));
    }

    @Test
    void aReplyGoesOutByTheMailboxsServerAndLiesOnceInItsSentMail() throws Exception {
        var account = TestAccounts.create();
        var box = "box-" + account.id() + "@own.example";
        var user = SERVER.setUser(box, account.id().toString(), "secret");
        SERVER.getManagers().getImapHostManager().createMailbox(user, "Sent");
        connect(account, box);
        user.deliver(mail(box));
        eventually("the card").until(() -> card(account) != null);

        account.sends("{\"editedContent\": \"Dear Ann, here it is.\"}")
                .post("/api/queue/{id}/edit", card(account))
                .then()
                .statusCode(200);

        eventually("the reply").until(() -> SERVER.getReceivedMessagesForDomain("client.example").length == 1);
        var reply = SERVER.getReceivedMessagesForDomain("client.example")[0];
        assertThat(reply.getFrom()[0].toString()).contains(box);
        var sent = SERVER.getManagers().getImapHostManager().getFolder(user, "Sent");
        eventually("the copy").until(() -> sent.getMessageCount() == 1);
        assertThat(sent.getMessages().get(0).getMimeMessage().getMessageID()).isEqualTo(reply.getMessageID());
        eventually("the copy to be read")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from folder_messages l join messages m on m.id = l.message_id"
                                        + " where m.user_id = ? and m.direction = 'outgoing'",
                                account.id())
                        == 1);
        assertThat(TestSql.value(Long.class, "select count(*) from messages where user_id = ?", account.id()))
                .isEqualTo(2);
        assertThat(TestSql.value(Long.class, "select count(*) from sent_copies where user_id = ?", account.id()))
                .isZero();
        assertThat(server.accepted()).noneMatch(mail -> mail.contains(box));
    }

    @Test
    void aCopyThatItsServerKeptProvesThatAReplyWentOut() throws Exception {
        var account = TestAccounts.create();
        var box = "box-" + account.id() + "@own.example";
        var user = SERVER.setUser(box, account.id().toString(), "secret");
        var sent = SERVER.getManagers().getImapHostManager().createMailbox(user, "Sent");
        becomesUnknown(account, box, user);

        sent.store(message(taken(box)));
        user.deliver(mail(box));

        eventually("the proof").until(() -> execution("status", account).equals("done"));
        script.clear();
        assertThat(execution("outcome", account))
                .isEqualTo("Sent to ann@client.example. It lies in your folder of sent mail.");
        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from messages where user_id = ? and direction = 'outgoing'",
                        account.id()))
                .isEqualTo(1);
        assertThat(TestSql.value(Long.class, "select count(*) from sent_copies where user_id = ?", account.id()))
                .as("copies that are still to be put there")
                .isZero();
        assertThat(sent.getMessageCount()).isEqualTo(1);
    }

    @Test
    void aReplyThatItsAnswerProvesIsPutIntoTheSentMail() throws Exception {
        var account = TestAccounts.create();
        var box = "box-" + account.id() + "@own.example";
        var user = SERVER.setUser(box, account.id().toString(), "secret");
        var sent = SERVER.getManagers().getImapHostManager().createMailbox(user, "Sent");
        becomesUnknown(account, box, user);
        script.clear();
        var reply = message(taken(box));
        var answer = mail(box);
        answer.setHeader("In-Reply-To", reply.getMessageID());

        user.deliver(answer);

        eventually("the proof").until(() -> execution("status", account).equals("done"));
        eventually("the copy").until(() -> sent.getMessageCount() == 1);
        assertThat(sent.getMessages().get(0).getMimeMessage().getContent().toString())
                .startsWith("Dear Ann, here it is.");
    }

    private void becomesUnknown(Account account, String box, GreenMailUser user) throws Exception {
        connect(account, box);
        script.putAll(Map.of("EHLO", "250-scripted\r\n250 AUTH PLAIN", "AUTH", "235 welcome", ".", "cut"));
        TestSql.execute("update mail_accounts set smtp_port = ? where user_id = ?", server.port(), account.id());
        user.deliver(mail(box));
        eventually("the card").until(() -> card(account) != null);
        account.sends("{\"editedContent\": \"Dear Ann, here it is.\"}")
                .post("/api/queue/{id}/edit", card(account))
                .then()
                .statusCode(200);
        eventually("its result").until(() -> execution("status", account).equals("unknown"));
    }

    /** The mail that the server took from a mailbox. */
    private String taken(String box) {
        return server.accepted().stream()
                .filter(accepted -> accepted.contains(box))
                .findFirst()
                .orElseThrow();
    }

    private static MimeMessage message(String source) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(source.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String execution(String column, Account account) {
        return String.valueOf(
                TestSql.value(String.class, "select " + column + " from executions where user_id = ?", account.id()));
    }

    private static void connect(Account account, String box) {
        account.sends("""
                        {"addresses": ["%s"], "password": "secret",
                         "imap": {"host": "127.0.0.1", "port": %d, "tls": "none", "username": "%s"},
                         "smtp": {"host": "127.0.0.1", "port": %d, "tls": "none", "username": "%s"}}""".formatted(
                                box,
                                SERVER.getImap().getPort(),
                                account.id(),
                                SERVER.getSmtp().getPort(),
                                account.id()))
                .post("/api/accounts")
                .then()
                .statusCode(201);
    }

    private static MimeMessage mail(String to) throws Exception {
        var text = "From: Ann <ann@client.example>\r\nTo: " + to + "\r\nSubject: The contract\r\nMessage-ID: <"
                + UUID.randomUUID() + "@client.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                + "Could you send me the contract, please?\r\n";
        return message(text);
    }

    private static String card(Account account) {
        return account.request().get("/api/queue").path("cards[0].id");
    }
}
