package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.intake.Intake;
import co.getanswers.mailbox.FilingFolder.Existing;
import co.getanswers.mailbox.FilingFolder.Missing;
import co.getanswers.mailbox.FilingFolder.Refused;
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
    void theArchiveIsTheMarkedFolderElseThatOfAUsualName() {
        var marked = List.of(folder("INBOX"), folder("Archive"), folder("Ablage", "\\archive"));
        var all = List.of(folder("INBOX"), folder("[Gmail]/All Mail", "\\all"), folder("Archives", "\\trash"));

        assertThat(FilingFolder.archive(marked, false, "")).isEqualTo(new Existing("Ablage"));
        assertThat(FilingFolder.archive(marked.subList(0, 2), false, "")).isEqualTo(new Existing("Archive"));
        assertThat(FilingFolder.archive(all, true, "")).isEqualTo(new Existing("[Gmail]/All Mail"));
        assertThat(FilingFolder.archive(all, false, "INBOX.")).isEqualTo(new Missing("INBOX.Archive"));
        assertThat(FilingFolder.archive(List.of(folder("Archive", "\\noselect")), false, ""))
                .isEqualTo(new Missing("Archive"));
    }

    @Test
    void aFolderByNameIsFoundWhateverTheServersSeparatorIs() {
        var dots = List.of(
                new Listed("INBOX", Set.of(), '.'),
                new Listed("INBOX.Done.2026", Set.of(), '.'),
                new Listed("Post", Set.of(), '.'),
                new Listed("INBOX.Sent", Set.of(), '.'),
                new Listed("INBOX.Bin", Set.of("\\trash"), '.'));

        assertThat(FilingFolder.named(dots, "Done/2026", "INBOX.Sent", "INBOX."))
                .isEqualTo(new Existing("INBOX.Done.2026"));
        assertThat(FilingFolder.named(dots, "post", "INBOX.Sent", "INBOX.")).isEqualTo(new Existing("Post"));
        assertThat(FilingFolder.named(dots, "Later", "INBOX.Sent", "INBOX.")).isEqualTo(new Missing("INBOX.Later"));
        for (var other : List.of("Sent", "Bin", "inbox")) {
            assertThat(FilingFolder.named(dots, other, "INBOX.Sent", "INBOX.")).isInstanceOf(Refused.class);
        }
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
