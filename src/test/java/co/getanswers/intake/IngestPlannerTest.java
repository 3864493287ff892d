package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.intake.IngestChanges.PlannedAction;
import co.getanswers.mail.Direction;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.triage.ActionType;
import co.getanswers.triage.Rationale.Signal;
import co.getanswers.triage.TriageInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The effects that mail which anyone can write must not have, and the status of objectives after it. */
class IngestPlannerTest {
    private static final String OWNER = "tom@northwind.example";
    private static final String MARIA = "maria@acme.example";
    private static final String STRANGER = "eve@else.example";
    private static final String RECEIVED = "Received: from mail.example by mx.northwind.example with ESMTPS; now\n";
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
    private static final UUID THREAD = new UUID(0, 1);

    @Test
    void whoeverTheOwnerWroteToIsKnown() {
        var changes =
                plan(empty(), outgoing(OWNER, MARIA, "1", ""), thanks(MARIA, "2", "References: <1>\n" + RECEIVED));

        assertThat(changes.messages().get(0).direction()).isEqualTo(Direction.OUTGOING);
        assertThat(changes.actions().get(0).type()).isEqualTo(ActionType.SEND);
        assertThat(signals(changes.actions().get(0)))
                .contains("known_correspondent")
                .doesNotContain("unknown_sender");
    }

    @Test
    void whoeverTheOwnerWroteToIsKnownInALaterBatch() {
        var stored = "[{\"email\": \"%s\", \"name\": \"\", \"writtenTo\": true}]".formatted(MARIA);
        var changes = plan(with(thread(stored, ObjectiveStatus.WAITING_ON_OTHERS, false)), thanks(MARIA, "2", CITING));

        assertThat(signals(changes.actions().get(0))).contains("known_correspondent");
    }

    @Test
    void aStrangerWhoCitesAnAnsweredThreadStaysAStranger() {
        var changes =
                plan(empty(), outgoing(OWNER, MARIA, "1", ""), thanks(STRANGER, "2", "References: <1>\n" + RECEIVED));

        assertThat(changes.messages().get(1).conversation())
                .isEqualTo(changes.messages().get(0).conversation());
        assertStranger(changes.actions().get(0));
    }

    @Test
    void aStrangerWhoNamedThemselvesInAnAnsweredThreadIsNotWrittenTo() {
        var stored = "[{\"email\": \"%s\", \"name\": \"\"}]".formatted(STRANGER);
        var changes = plan(with(thread(stored, ObjectiveStatus.HANDLED, false)), thanks(STRANGER, "2", CITING));

        assertStranger(changes.actions().get(0));
    }

    @Test
    void aForgedOwnerIsTriagedAndVouchesForNobody() {
        for (var sign :
                List.of(RECEIVED, "Return-Path: <eve@else.example>\n", "Delivered-To: tom@northwind.example\n")) {
            var changes = plan(
                    empty(),
                    outgoing(OWNER, STRANGER, "1", sign),
                    thanks(STRANGER, "2", "References: <1>\n" + RECEIVED));

            assertThat(changes.messages().get(0).direction()).as(sign).isEqualTo(Direction.INCOMING);
            assertThat(signals(changes.actions().get(0))).contains("sender_is_owner");
            assertThat(changes.messages().get(0).conversation().isAnswered()).isFalse();
            assertStranger(changes.actions().get(1));
        }
    }

    @Test
    void aForgedOwnerIsNoCorrespondentOfTheirOwn() {
        var changes = plan(
                empty(),
                outgoing(OWNER, OWNER + ", " + MARIA, "1", ""),
                thanks(OWNER, "2", "References: <1>\n" + RECEIVED));

        assertThat(signals(changes.actions().get(0)))
                .contains("sender_is_owner")
                .doesNotContain("known_correspondent");
        assertThat(changes.actions().get(0).runs()).isFalse();
    }

    @Test
    void aCardThatIsMergedIntoAHandledObjectiveReopensIt() {
        var handled = thread("[]", ObjectiveStatus.HANDLED, false);
        var waiting = new MailboxSnapshot.StoredConversation(
                new UUID(0, 2),
                null,
                null,
                "[]",
                NOW,
                new UUID(1, 2),
                ObjectiveStatus.WAITING_ON_YOU,
                1,
                false,
                true,
                NOW);
        var snapshot = snapshot(Map.of("1", THREAD, "other", waiting.id()), List.of(handled, waiting));
        var changes = plan(snapshot, outgoing(OWNER, MARIA, "2", "References: <1> <other>\n"));

        assertThat(changes.merged()).hasSize(1);
        assertThat(changes.actions()).isEmpty();
        assertThat(changes.objectives()).hasSize(1);
        assertThat(changes.objectives().get(0).status).isEqualTo(ObjectiveStatus.WAITING_ON_YOU);
    }

    @Test
    void aCardForOldMailReopensAHandledObjectiveButNoMutedOne() {
        for (var status : List.of(ObjectiveStatus.HANDLED, ObjectiveStatus.MUTED)) {
            var old = Mails.mail(MARIA, OWNER, "2", "Plan", CITING, "Shall we?");
            var changes = plan(with(thread("[]", status, false)), old);

            assertThat(changes.actions()).hasSize(1);
            assertThat(changes.objectives().get(0).status)
                    .isEqualTo(status == ObjectiveStatus.MUTED ? status : ObjectiveStatus.WAITING_ON_YOU);
        }
    }

    @Test
    void mailWithoutAUsableDateIsDatedByTheDatabase() {
        var instance = NOW.plusSeconds(30);
        for (var date : List.of("", "Date: soon\n", "Date: Tue, 17 Nov 2037 10:00:00 +0000\n")) {
            var mail = "From: %s\nTo: %s\n%sSubject: Plan\n\nShall we?\n".formatted(MARIA, OWNER, date);
            var read = MailReader.read(mail.getBytes(StandardCharsets.UTF_8), instance);
            var changes = IngestPlanner.plan(empty(), List.of(new ParseResult.Parsed(1, read, null)), NOW);

            assertThat(changes.messages().get(0).mail().sentAt()).as(date).isEqualTo(NOW);
        }
    }

    @Test
    void mailWithADateKeepsIt() {
        var changes = plan(empty(), outgoing(MARIA, OWNER, "1", RECEIVED));

        assertThat(changes.messages().get(0).mail().sentAt()).isEqualTo(Instant.parse("2026-11-17T10:00:00Z"));
    }

    private static final String CITING = "References: <1>\n" + RECEIVED;

    private static void assertStranger(PlannedAction action) {
        assertThat(signals(action)).contains("unknown_sender").doesNotContain("known_correspondent");
        assertThat(action.runs()).isFalse();
    }

    private static List<String> signals(PlannedAction action) {
        return action.rationale().signals().stream().map(Signal::name).toList();
    }

    private static byte[] thanks(String from, String id, String headers) {
        return Mails.mail(from, OWNER, id, "Re: Plan", headers, "Thank you very much, that is great!");
    }

    private static byte[] outgoing(String from, String to, String id, String headers) {
        return Mails.mail(from, to, id, "Plan", headers, "Here is the plan.");
    }

    private static IngestChanges plan(MailboxSnapshot snapshot, byte[]... mails) {
        var batch = IntStream.range(0, mails.length)
                .mapToObj(i -> new ParseResult.Parsed(i + 1L, MailReader.read(mails[i], NOW), null))
                .toList();
        return IngestPlanner.plan(snapshot, batch, NOW);
    }

    /** Answered by the owner, and newer than the mail of these tests. */
    private static MailboxSnapshot.StoredConversation thread(
            String participants, ObjectiveStatus status, boolean pending) {
        return new MailboxSnapshot.StoredConversation(
                THREAD,
                "plan",
                null,
                participants,
                NOW.minusSeconds(60),
                new UUID(1, 1),
                status,
                2,
                true,
                pending,
                NOW);
    }

    private static MailboxSnapshot empty() {
        return snapshot(Map.of(), List.of());
    }

    private static MailboxSnapshot with(MailboxSnapshot.StoredConversation thread) {
        return snapshot(Map.of("1", thread.id()), List.of(thread));
    }

    private static MailboxSnapshot snapshot(
            Map<String, UUID> references, List<MailboxSnapshot.StoredConversation> conversations) {
        return new MailboxSnapshot(
                new TriageInput.Owner(OWNER, "Tom", AutonomyLevel.HIGH),
                Map.of(),
                references,
                Map.of(),
                conversations,
                List.of(),
                Map.of(),
                List.of(),
                MailboxSnapshot.Waiting.NONE);
    }
}
