package co.getanswers.delivery;

import static co.getanswers.delivery.ScriptedSmtpServer.CUT;
import static co.getanswers.delivery.ScriptedSmtpServer.DOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import co.getanswers.delivery.DeliveryFailure.Kind;
import co.getanswers.delivery.SmtpConfig.StartTls;
import co.getanswers.mail.Participant;
import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTransportTest {
    private static final Reply REPLY = ReplyTest.aReply();

    private static SmtpConfig at(int port) {
        return new SmtpConfig(
                "localhost", port, null, null, false, StartTls.OPTIONAL, true, null, null, Duration.ofSeconds(20));
    }

    private static SendGate allowed() {
        return new SendGate(() -> true);
    }

    private static DeliveryFailure failure(SmtpConfig server, SendGate gate) {
        return catchThrowableOfType(DeliveryFailure.class, () -> new SmtpTransport(server, pause()).send(REPLY, gate));
    }

    @Test
    void whatTheServerCallsTheMailIsTold() throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of())) {
            assertThat(new SmtpTransport(at(server.port()), pause()).send(REPLY, allowed()))
                    .contains("queued as 42");
            assertThat(server.accepted())
                    .singleElement()
                    .asString()
                    .contains("Message-ID: <" + REPLY.messageId() + ">");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 busy, TEMPORARY",
        "GREETING, cut, TEMPORARY",
        "MAIL, 451 later, TEMPORARY",
        "MAIL, cut, TEMPORARY",
        "RCPT, 451 greylisted, TEMPORARY",
        "RCPT, 450 full, TEMPORARY",
        "RCPT, cut, TEMPORARY",
        "DATA, 452 full, TEMPORARY",
        "DATA, cut, TEMPORARY",
        "FIRST_LINE, cut, TEMPORARY",
        "., 451 later, TEMPORARY",
        "., 421 stopping, TEMPORARY",
        "GREETING, 554 no, PERMANENT",
        "MAIL, 550 not you, PERMANENT",
        "RCPT, 550 unknown, PERMANENT",
        "DATA, 554 no, PERMANENT",
        "., 550 spam, PERMANENT",
        "., 554 spam, PERMANENT",
        "., cut, UNCERTAIN"
    })
    void everyAnswerIsKnownForWhatItMeans(String at, String answer, Kind kind) throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of(at, answer))) {
            var failure = failure(at(server.port()), allowed());

            assertThat(failure.kind()).as(failure.toString()).isEqualTo(kind);
            if (!answer.equals(CUT)) {
                assertThat(failure).hasMessageContaining(answer);
            }
        }
    }

    @Test
    void ofSeveralRecipientsTheOneThatIsRefusedForGoodIsNamedAndNobodyGetsTheMail() throws Exception {
        var recipients = List.of(
                new Participant("dana@acme.example", ""),
                new Participant("full@acme.example", ""),
                new Participant("\"john doe\"@acme.example", "John"));
        var reply = new Reply(
                REPLY.actionId(),
                REPLY.from(),
                recipients,
                List.of(),
                "Re: Renewal",
                REPLY.messageId(),
                null,
                List.of(),
                false,
                "Yes.",
                REPLY.sentAt());
        var script =
                Map.of("RCPT TO:<full@acme.example>", "452 full", "RCPT TO:<\"john doe\"@acme.example>", "550 unknown");
        try (var server = new ScriptedSmtpServer(script)) {
            var failure = catchThrowableOfType(
                    DeliveryFailure.class, () -> new SmtpTransport(at(server.port()), pause()).send(reply, allowed()));

            assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
            assertThat(failure).hasMessageContaining("\"john doe\"@acme.example: 550 unknown");
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void nobodyListeningAndAnUnknownHostAreTriedAgain() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nowhere = new SmtpConfig(
                "mail.invalid", 25, null, null, false, StartTls.OPTIONAL, true, null, null, Duration.ofSeconds(20));

        assertThat(failure(at(free), allowed()).kind()).isEqualTo(Kind.TEMPORARY);
        assertThat(failure(nowhere, allowed()).kind()).isEqualTo(Kind.TEMPORARY);
    }

    @Test
    void aServerThatDoesNotAnswerTheDotLeavesItUncertain() throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of(DOT, "250-and"))) {
            var impatient = new SmtpConfig(
                    "localhost",
                    server.port(),
                    null,
                    null,
                    false,
                    StartTls.OPTIONAL,
                    true,
                    null,
                    null,
                    Duration.ofMillis(500));

            assertThat(failure(impatient, allowed()).kind()).isEqualTo(Kind.UNCERTAIN);
        }
    }

    @Test
    void nothingIsAcceptedBeforeTheHandOverIsRecorded() throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of())) {
            var refused = new AtomicBoolean();
            var gate = new SendGate(() -> {
                refused.set(server.accepted().isEmpty());
                return false;
            });

            assertThatThrownBy(() -> new SmtpTransport(at(server.port()), pause()).send(REPLY, gate))
                    .isInstanceOf(SendGate.Closed.class);
            assertThat(refused).isTrue();
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void whatIsStoppedBeforeTheDotWasNotSent() throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of("RCPT", "250-wait"))) {
            var gate = allowed();
            var sender = CompletableFuture.supplyAsync(() -> failure(at(server.port()), gate));
            await("the recipient").until(() -> server.verbs().contains("RCPT"));

            gate.stop();

            assertThat(sender.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.TEMPORARY);
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void itSignsInOverAnEncryptedConnection() throws Exception {
        for (var tls : new boolean[] {false, true}) {
            var greenMail = new GreenMail(
                    new ServerSetup(0, "localhost", tls ? ServerSetup.PROTOCOL_SMTPS : ServerSetup.PROTOCOL_SMTP));
            greenMail.start();
            try {
                greenMail.setUser("sam@owner.example", "sam", "secret");
                var port = (tls ? greenMail.getSmtps() : greenMail.getSmtp()).getPort();

                new SmtpTransport(signedIn(port, "secret", tls), pause()).send(REPLY, allowed());

                assertThat(greenMail.getReceivedMessages()).hasSize(1);
                assertThat(failure(signedIn(port, "wrong", tls), allowed()).kind())
                        .isEqualTo(Kind.REFUSED_SERVICE);
            } finally {
                greenMail.stop();
            }
        }
    }

    private static SmtpConfig signedIn(int port, String password, boolean tls) {
        return new SmtpConfig(
                "localhost", port, "sam", password, tls, StartTls.DISABLED, true, null, null, Duration.ofSeconds(20));
    }

    @Test
    void whereEncryptionIsRequiredNothingGoesOutWithoutIt() throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of())) {
            var strict = new SmtpConfig(
                    "localhost",
                    server.port(),
                    null,
                    null,
                    false,
                    StartTls.REQUIRED,
                    true,
                    null,
                    null,
                    Duration.ofSeconds(5));

            assertThat(failure(strict, allowed()).kind()).isEqualTo(Kind.REFUSED_SERVICE);
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void credentialsDoNotLeaveInClearByDefault() throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of("EHLO", "250-scripted\r\n250 AUTH PLAIN LOGIN"))) {
            var byDefault = new SmtpConfig(
                    "localhost",
                    server.port(),
                    "sam",
                    "secret",
                    false,
                    StartTls.OPTIONAL,
                    true,
                    null,
                    null,
                    Duration.ofSeconds(5));

            assertThat(failure(byDefault, allowed()))
                    .hasMessageContaining("it offers no TLS")
                    .extracting(DeliveryFailure::kind)
                    .isEqualTo(Kind.REFUSED_SERVICE);
            assertThat(server.verbs()).contains("EHLO").doesNotContain("AUTH");
        }
    }

    @Test
    void aRefusedPasswordPausesAllSendingAndSaysSo() throws Exception {
        var script = new ConcurrentHashMap<>(
                Map.of("EHLO", "250-scripted\r\n250 AUTH PLAIN", "AUTH", "535 5.7.8 wrong password"));
        try (var server = new ScriptedSmtpServer(script)) {
            var metrics = new SimpleMeterRegistry();
            var pause = new SendingPause(metrics);
            var transport = new SmtpTransport(signedIn(server.port(), "wrong", false), pause);
            var first = catchThrowableOfType(DeliveryFailure.class, () -> transport.send(REPLY, allowed()));
            var asked = server.verbs().size();

            var second = catchThrowableOfType(DeliveryFailure.class, () -> transport.send(REPLY, allowed()));

            assertThat(List.of(first, second)).allSatisfy(failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.REFUSED_SERVICE);
                assertThat(failure).hasMessageContaining("535");
                assertThat(failure.pause()).isPositive();
            });
            assertThat(server.verbs()).as("what the server was asked").hasSize(asked);
            assertThat(metrics.get("getanswers.delivery.paused").gauge().value())
                    .isEqualTo(1);
            assertThat(new SendingCheck(pause).call().getData().orElseThrow()).containsKey("paused");
        }
    }

    @Test
    void anAcceptedSignInEndsThePause() {
        var pause = pause();
        pause.refused("a wrong password");

        pause.accepted();

        assertThat(pause.left()).isZero();
        assertThat(pause.reason()).isNull();
        assertThat(new SendingCheck(pause).call().getData()).isEmpty();
    }

    @Test
    void anAnswerThatNeverEndsIsCut() throws Exception {
        var endless = ("250-" + "x".repeat(1000) + "\r\n").repeat(BoundedAnswers.MAX_BYTES / 1000 + 1);
        try (var server = new ScriptedSmtpServer(Map.of("RCPT", endless + "250-and more"))) {
            assertThat(failure(at(server.port()), allowed()))
                    .hasMessageContaining("do not end")
                    .extracting(DeliveryFailure::kind)
                    .isEqualTo(Kind.TEMPORARY);
        }
    }

    @Test
    void anAnswerThatNeverEndsIsCutOverImplicitTls() throws Exception {
        var endless = ("250-" + "x".repeat(1000) + "\r\n").repeat(BoundedAnswers.MAX_BYTES / 1000 + 1);
        var script = Map.of("RCPT", endless + "250-and more");
        try (var server = new ScriptedSmtpServer(script, new DummySSLServerSocketFactory())) {
            assertThat(failure(encrypted(server.port()), allowed()))
                    .hasMessageContaining("do not end")
                    .extracting(DeliveryFailure::kind)
                    .isEqualTo(Kind.TEMPORARY);
        }
    }

    @Test
    void whatIsStoppedBeforeTheDotWasNotSentOverImplicitTls() throws Exception {
        try (var server = new ScriptedSmtpServer(Map.of("RCPT", "250-wait"), new DummySSLServerSocketFactory())) {
            var gate = allowed();
            var sender = CompletableFuture.supplyAsync(() -> failure(encrypted(server.port()), gate));
            await("the recipient").until(() -> server.verbs().contains("RCPT"));

            gate.stop();

            assertThat(sender.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.TEMPORARY);
            assertThat(server.accepted()).isEmpty();
        }
    }

    private static SmtpConfig encrypted(int port) {
        return new SmtpConfig(
                "localhost", port, null, null, true, StartTls.DISABLED, true, null, null, Duration.ofSeconds(20));
    }

    private static SendingPause pause() {
        return new SendingPause(new SimpleMeterRegistry());
    }

    @Test
    void aCertificateOfNobodyKnownIsRefused() throws Exception {
        var greenMail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
        greenMail.start();
        try {
            var distrusting = new SmtpConfig(
                    "localhost",
                    greenMail.getSmtps().getPort(),
                    null,
                    null,
                    true,
                    StartTls.OPTIONAL,
                    false,
                    null,
                    null,
                    Duration.ofSeconds(20));

            assertThat(failure(distrusting, allowed()).kind()).isEqualTo(Kind.TEMPORARY);
            assertThat(greenMail.getReceivedMessages()).isEmpty();
        } finally {
            greenMail.stop();
        }
    }
}
