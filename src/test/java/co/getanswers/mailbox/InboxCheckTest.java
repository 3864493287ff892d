package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mailbox.FolderStore.Lying;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InboxCheckTest {
    private static final UUID MESSAGE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private static ServerFolder inbox(long change) {
        return new ServerFolder(7, 100, 50, change);
    }

    @Test
    void anInboxThatCountsChangesIsComparedAgainAfterOneAlone() {
        var check = new InboxCheck();
        assertThat(check.isDue(inbox(1), true)).isTrue();
        check.begin(inbox(1));
        check.reached(null);

        assertThat(check.isDue(inbox(1), true)).isFalse();
        assertThat(check.isDue(inbox(2), true)).isTrue();
        assertThat(check.isDue(inbox(1), false)).isTrue();
    }

    @Test
    void aChangeDuringTheComparisonIsComparedAfterIt() {
        var check = new InboxCheck();
        check.begin(inbox(1));
        check.reached(OTHER);
        assertThat(check.isDue(inbox(2), true)).isTrue();
        assertThat(check.begin(inbox(2))).isEqualTo(OTHER);
        check.reached(null);

        assertThat(check.isDue(inbox(2), true)).isTrue();
    }

    @Test
    void aMessageThatLiesThereTwiceIsGoneOnceBothAre() {
        var lying = List.of(new Lying(5, MESSAGE), new Lying(4, OTHER), new Lying(3, MESSAGE));

        assertThat(new Marks(Set.of(), Set.of(5L)).handled(lying).isEmpty()).isTrue();
        assertThat(new Marks(Set.of(), Set.of(5L, 3L)).handled(lying).moved()).containsExactly(MESSAGE);
    }

    @Test
    void whatWasAnsweredAndThenArchivedIsAnswered() {
        var found = new Marks(Set.of(4L), Set.of(4L)).handled(List.of(new Lying(4, OTHER)));

        assertThat(found.answered()).containsExactly(OTHER);
        assertThat(found.moved()).isEmpty();
    }
}
