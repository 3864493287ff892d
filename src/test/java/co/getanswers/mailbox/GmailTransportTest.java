package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.DeliveryFailure.Kind;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.SendGate;
import co.getanswers.mail.Participant;
import co.getanswers.mailbox.GmailTransport.Drafts.Draft;
import co.getanswers.mailbox.gmail.GmailBox;
import co.getanswers.mailbox.gmail.GmailBox.Loss;
import co.getanswers.mailbox.gmail.GmailClient;
import co.getanswers.mailbox.gmail.GmailServer;
import co.getanswers.mailbox.gmail.GmailSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GmailTransportTest {
    private static final GmailServer SERVER = new GmailServer();
    private static GmailClient client;

    private final Memory drafts = new Memory();
    private String email;
    private GmailBox box;

    @BeforeAll
    static void start() throws NoSuchAlgorithmException {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(GmailSettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(SERVER.start())
                .build()
                .getConfigMapping(GmailSettings.class);
        client = new GmailClient(settings, SSLContext.getDefault(), address -> {});
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void aMailbox() {
        email = UUID.randomUUID() + "@gmail.example";
        box = SERVER.box(email);
    }

    /** Drafts in memory. */
    private static final class Memory implements GmailTransport.Drafts {
        private final Map<UUID, Draft> drafts = new HashMap<>();
        private Runnable beforeTheDraft = () -> {};

        @Override
        public Optional<Draft> find(UUID actionId) {
            return Optional.ofNullable(drafts.get(actionId));
        }

        @Override
        public Optional<String> thread(UUID actionId) {
            beforeTheDraft.run();
            return Optional.of("t7");
        }

        @Override
        public boolean keep(UUID actionId, String draftId) {
            return drafts.putIfAbsent(actionId, new Draft(draftId, false)) == null;
        }

        @Override
        public boolean begin(UUID actionId, String draftId) {
            return drafts.computeIfPresent(
                            actionId, (id, draft) -> draft.id().equals(draftId) ? new Draft(draftId, true) : draft)
                    .equals(new Draft(draftId, true));
        }

        @Override
        public void forget(UUID actionId, String draftId) {
            drafts.values().removeIf(draft -> draft.id().equals(draftId));
        }

        @Override
        public void sent(UUID actionId, String draftId, String gmailId, String threadId) {
            forget(actionId, draftId);
        }
    }

    private Reply reply() {
        return reply("Here it is.");
    }

    private Reply reply(String text) {
        return new Reply(
                new UUID(0, 1),
                new Participant(email, "Mara"),
                List.of(new Participant("ann@client.example", "Ann")),
                List.of(),
                "Re: The contract",
                new UUID(0, 1) + "@gmail.example",
                null,
                List.of(),
                false,
                text,
                Instant.parse("2026-11-20T10:00:00Z"));
    }

    private String send() throws DeliveryFailure {
        return send(new SendGate(() -> true));
    }

    private String send(SendGate gate) throws DeliveryFailure {
        return new GmailTransport(client.mailbox(SERVER.refreshToken(email)), drafts).send(reply(), gate);
    }

    private void fails(Kind kind) {
        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        DeliveryFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void aReplyIsSentOnceInItsThread() throws Exception {
        send();

        assertThat(box.sent()).singleElement().asString().startsWith("t7\n").contains("Here it is.");
        assertThat(box.drafts()).isZero();
        assertThat(drafts.drafts).isEmpty();
    }

    @Test
    void whereTheAnswerIsLostTheDraftTellsThatItWasSent() throws Exception {
        box.lose(Loss.ANSWER);

        assertThat(send()).startsWith("m");

        assertThat(box.sends()).isEqualTo(1);
    }

    @Test
    void whereTheRequestIsLostNothingIsSentAndTheNextAttemptSends() throws Exception {
        box.lose(Loss.REQUEST);
        fails(Kind.TEMPORARY);
        assertThat(box.drafts()).isZero();

        box.lose(Loss.NONE);
        send();

        assertThat(box.sends()).isEqualTo(1);
    }

    @Test
    void whereNothingIsAnsweredAnotherAttemptFindsTheSentMail() throws Exception {
        box.lose(Loss.EVERYTHING);
        fails(Kind.UNCERTAIN);

        box.lose(Loss.NONE);
        send();

        assertThat(box.sends()).isEqualTo(1);
        assertThat(drafts.drafts).isEmpty();
    }

    @Test
    void aTextThatWasChangedMeanwhileIsNotTakenForTheOneThatWasSent() throws Exception {
        box.lose(Loss.EVERYTHING);
        fails(Kind.UNCERTAIN);

        box.lose(Loss.NONE);
        var transport = new GmailTransport(client.mailbox(SERVER.refreshToken(email)), drafts);
        assertThatThrownBy(() -> transport.send(reply("Here it is, with the annex."), new SendGate(() -> true)))
                .isInstanceOfSatisfying(
                        DeliveryFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.PERMANENT))
                .hasMessageContaining("the present one was not sent");

        assertThat(box.sends()).isEqualTo(1);
        assertThat(box.sent()).singleElement().asString().doesNotContain("annex");
    }

    @Test
    void aDraftThatIsGoneAfterItWasBegunIsNotMadeAnewAtOnce() throws Exception {
        drafts.keep(new UUID(0, 1), "gone");
        drafts.begin(new UUID(0, 1), "gone");

        fails(Kind.PERMANENT);

        assertThat(box.sends()).isZero();
        send();
        assertThat(box.sends()).isEqualTo(1);
    }

    @Test
    void aReplyThatMustNotLeaveLeavesNoDraft() {
        assertThatThrownBy(() -> send(new SendGate(() -> false))).isInstanceOf(SendGate.Closed.class);

        assertThat(box.drafts()).isZero();
        assertThat(box.sends()).isZero();
        assertThat(drafts.drafts).isEmpty();
    }

    @Test
    void anAttemptThatLostItsLeaseForgetsNoDraftButItsOwn() {
        var later = new Draft("later", true);

        assertThatThrownBy(() -> send(new SendGate(() -> {
                    drafts.drafts.put(new UUID(0, 1), later);
                    return false;
                })))
                .isInstanceOf(SendGate.Closed.class);

        assertThat(drafts.find(new UUID(0, 1))).contains(later);
        assertThat(box.drafts()).isZero();
    }

    @Test
    void anAttemptThatLostItsLeaseReplacesNoDraftOfALaterOne() {
        var later = new Draft("later", true);
        drafts.beforeTheDraft = () -> drafts.drafts.put(new UUID(0, 1), later);

        assertThatThrownBy(() -> send(new SendGate(() -> true))).isInstanceOf(SendGate.Closed.class);

        assertThat(drafts.find(new UUID(0, 1))).contains(later);
        assertThat(box.drafts()).isZero();
        assertThat(box.sends()).isZero();
    }

    @Test
    void withoutPermissionTheReplyWaits() {
        var token = SERVER.refreshToken(email);
        SERVER.withdraw(email);

        assertThatThrownBy(
                        () -> new GmailTransport(client.mailbox(token), drafts).send(reply(), new SendGate(() -> true)))
                .isInstanceOfSatisfying(
                        DeliveryFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED_SERVICE));
    }
}
