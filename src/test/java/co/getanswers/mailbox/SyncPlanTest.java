package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mailbox.SyncPlan.FetchEarlier;
import co.getanswers.mailbox.SyncPlan.FetchNew;
import co.getanswers.mailbox.SyncPlan.Restart;
import co.getanswers.mailbox.SyncPlan.UpToDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyncPlanTest {
    private static final int WINDOW = 10;

    private static FolderState folder(long validity, long highest, long lowest) {
        return new FolderState(new UUID(0, 1), "INBOX", FolderRole.INBOX, validity, highest, lowest);
    }

    private static ServerFolder server(long validity, long next) {
        return new ServerFolder(validity, next, 0, -1);
    }

    @Test
    void aFolderThatIsNewHereIsReadFromItsNewestMessageOn() {
        assertThat(SyncPlan.next(folder(0, 0, 0), server(7, 101), WINDOW)).isEqualTo(new Restart(folder(7, 100, 101)));
        assertThat(SyncPlan.next(folder(7, 100, 101), server(7, 101), WINDOW)).isEqualTo(new FetchEarlier(91, 100));
    }

    @Test
    void newMailComesBeforeEarlierMail() {
        assertThat(SyncPlan.next(folder(7, 100, 51), server(7, 103), WINDOW)).isEqualTo(new FetchNew(101, 102));
        assertThat(SyncPlan.next(folder(7, 100, 51), server(7, 200), WINDOW)).isEqualTo(new FetchNew(101, 110));
    }

    @Test
    void earlierMailEndsWithTheFirst() {
        assertThat(SyncPlan.next(folder(7, 100, 5), server(7, 101), WINDOW)).isEqualTo(new FetchEarlier(1, 4));
        assertThat(SyncPlan.next(folder(7, 100, 1), server(7, 101), WINDOW)).isEqualTo(new UpToDate());
        assertThat(SyncPlan.next(folder(7, 0, 1), server(7, 1), WINDOW)).isEqualTo(new UpToDate());
    }

    @Test
    void whereUidsHaveLostTheirMeaningEverythingIsReadAgain() {
        assertThat(SyncPlan.next(folder(7, 100, 1), server(8, 31), WINDOW)).isEqualTo(new Restart(folder(8, 30, 31)));
        // A server must not do that without another UIDVALIDITY, and some do.
        assertThat(SyncPlan.next(folder(7, 100, 1), server(7, 31), WINDOW)).isEqualTo(new Restart(folder(7, 30, 31)));
    }

    @Test
    void theStepsTogetherFetchEveryMessageOnce() {
        var fetched = new ArrayList<Long>();
        var state = folder(0, 0, 0);
        var next = 38L;
        for (var turn = 0; turn < 40; turn++) {
            var step = SyncPlan.next(state, server(7, next), WINDOW);
            if (step instanceof Restart restart) {
                state = restart.fresh();
            } else if (step instanceof FetchNew range) {
                fetched.addAll(uids(range.first(), range.last()));
                state = state.upTo(range.last());
            } else if (step instanceof FetchEarlier range) {
                fetched.addAll(uids(range.first(), range.last()));
                state = state.downTo(range.first());
            }
            next += turn < 20 ? turn % 3 : 0;
        }

        assertThat(fetched).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(fetched)).containsExactlyElementsOf(uids(1, next - 1));
        assertThat(state.isComplete()).isTrue();
    }

    private static List<Long> uids(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
