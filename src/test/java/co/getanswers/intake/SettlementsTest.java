package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.action.SettledElsewhere;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.triage.TriageInput;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mail of the folder of sent mail in a batch, and the cards that it settles. */
class SettlementsTest {
    private static final String OWNER = "tom@northwind.example";
    private static final String MARIA = "maria@acme.example";
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
    private static final Instant ASKED = Instant.parse("2026-11-16T09:00:00Z");
    private static final UUID THREAD = new UUID(0, 1);
    private static final UUID OBJECTIVE = new UUID(1, 1);
    private static final UUID CARD = new UUID(2, 1);
    private static final String REPLIES = "References: <question>\n";
    private static final String RECEIVED = "Received: from mail.example by mx.northwind.example with ESMTPS; now\n";

    @Test
    void aReplyInTheFolderOfSentMailSettlesTheCardAndTheObjectiveWaitsForOthers() {
        var changes = plan(snapshot(Set.of(), card(CARD, OBJECTIVE)), sent(reply("2", REPLIES)));

        assertThat(changes.settled()).extracting(settled -> settled.card().id()).containsExactly(CARD);
        assertThat(changes.settled().get(0).before()).isEqualTo(ObjectiveStatus.WAITING_ON_YOU);
        assertThat(changes.objectives().get(0).status).isEqualTo(ObjectiveStatus.WAITING_ON_OTHERS);
    }

    @Test
    void theObjectiveWaitsForThePersonAsLongAsAnotherOfItsCardsDoes() {
        var another = new WaitingCard(
                new UUID(2, 2), new UUID(0, 9), OBJECTIVE, "x", ASKED, Set.of(), "low", true, null, null, true);
        var changes = plan(snapshot(Set.of(), card(CARD, OBJECTIVE), another), sent(reply("2", REPLIES)));

        assertThat(changes.settled()).hasSize(1);
        assertThat(changes.objectives().get(0).status).isEqualTo(ObjectiveStatus.WAITING_ON_YOU);
    }

    @Test
    void mailThatClaimsToBeTheOwnersSettlesNothing() {
        for (var sign : List.of("", RECEIVED)) {
            var changes = plan(snapshot(Set.of(), card(CARD, OBJECTIVE)), parsed(reply("2", REPLIES + sign), false));

            assertThat(changes.settled()).as(sign).isEmpty();
        }
    }

    @Test
    void mailOfOthersThatWasMovedIntoTheFolderOfSentMailSettlesNothing() {
        var moved = Mails.mail("colleague@northwind.example", MARIA, "2", "Re: Plan", REPLIES + RECEIVED, "Friday.");

        assertThat(plan(snapshot(Set.of(), card(CARD, OBJECTIVE)), sent(moved)).settled())
                .isEmpty();
    }

    @Test
    void theServicesOwnReplySettlesNoOtherCard() {
        var action = new UUID(7, 7);
        var changes = plan(
                snapshot(Set.of(action), card(CARD, OBJECTIVE)), sent(reply(action + "@northwind.example", REPLIES)));

        assertThat(changes.settled()).isEmpty();
        assertThat(plan(snapshot(Set.of(), card(CARD, OBJECTIVE)), sent(reply(action + "@northwind.example", REPLIES)))
                        .settled())
                .hasSize(1);
    }

    @Test
    void aMessageThatIsAnsweredInTheSameBatchNeitherWaitsNorRunsInWhateverOrderBothCome() {
        var question = parsed(
                Mails.mail(MARIA, OWNER, "question", "Plan", RECEIVED, "Could you send me the contract, please?"),
                false);
        var reply = sent(reply("2", REPLIES));

        for (var batch : List.of(List.of(question, reply), List.of(reply, question))) {
            var changes = plan(empty(), batch.toArray(ParseResult.Parsed[]::new));

            assertThat(changes.actions()).hasSize(1);
            assertThat(changes.actions().get(0).settled()).isEqualTo(SettledElsewhere.ANSWERED);
            assertThat(changes.actions().get(0).runs()).isFalse();
            assertThat(changes.objectives().get(0).status).isEqualTo(ObjectiveStatus.WAITING_ON_OTHERS);
        }
    }

    @Test
    void anEarlierMessageThatComesAfterItsAnswerDoesNotWait() {
        var answer = new SentAnswer(Set.of("question"), Instant.EPOCH, Set.of(MARIA), NOW.minusSeconds(60), false);
        var snapshot = new MailboxSnapshot(
                owner(),
                Map.of(),
                Map.of("question", THREAD),
                Map.of(),
                List.of(thread(ObjectiveStatus.WAITING_ON_OTHERS, false)),
                List.of(),
                Map.of(),
                List.of(),
                new MailboxSnapshot.Waiting(List.of(), true, Set.of(), List.of(answer)));
        var changes = plan(
                snapshot,
                parsed(
                        Mails.mail(MARIA, OWNER, "question", "Plan", RECEIVED, "Could you send me the contract?"),
                        false));

        assertThat(changes.actions().get(0).settled()).isEqualTo(SettledElsewhere.ANSWERED);
        assertThat(changes.objectives().get(0).status).isEqualTo(ObjectiveStatus.WAITING_ON_OTHERS);
    }

    @Test
    void aMutedObjectiveStaysMuted() {
        var changes = plan(
                new MailboxSnapshot(
                        owner(),
                        Map.of(),
                        Map.of("question", THREAD),
                        Map.of(),
                        List.of(thread(ObjectiveStatus.MUTED, true)),
                        List.of(),
                        Map.of(),
                        List.of(),
                        new MailboxSnapshot.Waiting(List.of(card(CARD, OBJECTIVE)), true, Set.of(), List.of())),
                sent(reply("2", REPLIES)));

        assertThat(changes.settled()).hasSize(1);
        assertThat(changes.objectives().get(0).status).isEqualTo(ObjectiveStatus.MUTED);
    }

    private static byte[] reply(String id, String headers) {
        return Mails.mail(OWNER, MARIA, id, "Re: Plan", headers, "Here it is.");
    }

    private static ParseResult.Parsed sent(byte[] mail) {
        return parsed(mail, true);
    }

    private static ParseResult.Parsed parsed(byte[] bytes, boolean sent) {
        var read = MailReader.read(bytes, NOW);
        return new ParseResult.Parsed(1, sent ? read.sentByOwner() : read, null, sent, read.delivered());
    }

    private static IngestChanges plan(MailboxSnapshot snapshot, ParseResult.Parsed... batch) {
        return IngestPlanner.plan(snapshot, Arrays.asList(batch), NOW);
    }

    private static WaitingCard card(UUID id, UUID objective) {
        return new WaitingCard(id, THREAD, objective, "question", ASKED, Set.of(MARIA), "low", false, null, null, true);
    }

    private static MailboxSnapshot empty() {
        return new MailboxSnapshot(
                owner(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                MailboxSnapshot.Waiting.NONE);
    }

    private static MailboxSnapshot snapshot(Set<UUID> ownReplies, WaitingCard... cards) {
        return new MailboxSnapshot(
                owner(),
                Map.of(),
                Map.of("question", THREAD),
                Map.of(),
                List.of(thread(ObjectiveStatus.WAITING_ON_YOU, true)),
                List.of(),
                Map.of(),
                List.of(),
                new MailboxSnapshot.Waiting(List.of(cards), true, ownReplies, List.of()));
    }

    private static TriageInput.Owner owner() {
        return new TriageInput.Owner(OWNER, "Tom", AutonomyLevel.HIGH);
    }

    private static MailboxSnapshot.StoredConversation thread(ObjectiveStatus status, boolean pending) {
        return new MailboxSnapshot.StoredConversation(
                THREAD, "plan", null, "[]", ASKED, OBJECTIVE, status, 1, false, pending, ASKED);
    }
}
