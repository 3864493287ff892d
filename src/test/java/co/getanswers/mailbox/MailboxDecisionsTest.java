package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.intake.Intake;
import co.getanswers.mailbox.FolderChoice.Listed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions about folders, chunks, pauses and shares, which need no server. */
class MailboxDecisionsTest {
    private static Listed folder(String name, String... attributes) {
        return new Listed(name, Set.of(attributes), '/');
    }

    @Test
    void theFolderThatTheServerMarksHoldsTheSentMail() {
        assertThat(FolderChoice.of(List.of(folder("INBOX"), folder("Sent"), folder("Ausgang", "\\sent"))))
                .isEqualTo(Map.of(FolderRole.INBOX, "INBOX", FolderRole.SENT, "Ausgang"));
    }

    @Test
    void withoutAMarkTheNameTells() {
        assertThat(FolderChoice.of(List.of(folder("INBOX"), folder("INBOX/Sent Items"), folder("Drafts", "\\drafts"))))
                .containsEntry(FolderRole.SENT, "INBOX/Sent Items");
        assertThat(FolderChoice.of(List.of(folder("INBOX"), folder("Sent", "\\noselect"), folder("Trash"))))
                .containsOnlyKeys(FolderRole.INBOX);
    }

    @Test
    void chunksKeepTheOrderAndTheirLimits() {
        var heads = IntStream.range(0, 250)
                .mapToObj(uid -> new MessageHead(uid, uid == 120 ? 3L * Intake.BATCH_BYTES : 1000, false))
                .toList();

        var chunks = Chunks.of(heads);

        assertThat(chunks.stream().flatMap(List::stream)).containsExactlyElementsOf(heads);
        assertThat(chunks).allMatch(chunk -> chunk.size() <= Intake.BATCH_MESSAGES);
        assertThat(chunks).allMatch(chunk -> chunk.size() == 1 || Chunks.bytes(chunk) <= Intake.BATCH_BYTES);
        assertThat(Chunks.of(List.of())).isEmpty();
    }

    private static LeasedAccount account(int failures, int refusals) {
        var server = new ServerSettings("imap.example.org", 993, TlsMode.IMPLICIT, "mara");
        return new LeasedAccount(
                new UUID(0, 1), new UUID(0, 2), MailProvider.IMAP, 0, server, "{}", failures, refusals);
    }

    @Test
    void theSecondRefusedLoginNeedsThePerson() {
        var first = Retreat.refused(account(3, 0), "No.", 1);
        var second = Retreat.refused(account(0, first.refusals()), "No.", 1);

        assertThat(first.state()).isEqualTo(AccountState.CONNECTING);
        assertThat(first.pause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(second.state()).isEqualTo(AccountState.NEEDS_ATTENTION);
        assertThat(second.reason()).isEqualTo("No.");
    }

    @Test
    void aServerThatIsAwayIsAskedMoreAndMoreSeldom() {
        assertThat(Retreat.unreachable(account(0, 0), "Away.", 1).pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(Retreat.unreachable(account(3, 0), "Away.", 1).pause()).isEqualTo(Duration.ofSeconds(16));
        assertThat(Retreat.unreachable(account(50, 0), "Away.", 1).pause()).isEqualTo(Duration.ofMinutes(15));
        assertThat(Retreat.unreachable(account(0, 1), "Away.", 1).refusals()).isEqualTo(1);
    }

    @Test
    void workersHaveEqualSharesAndKeepWhatIsLittleMore() {
        assertThat(FairShare.of(100, 3, 1000)).isEqualTo(34);
        assertThat(FairShare.of(100, 3, 20)).isEqualTo(20);
        assertThat(FairShare.of(0, 1, 1000)).isZero();
        assertThat(FairShare.excess(35, 34)).isZero();
        assertThat(FairShare.excess(100, 50)).isEqualTo(50);
    }
}
