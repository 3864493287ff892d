package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mailbox.FilingFolder.Existing;
import co.getanswers.mailbox.FilingFolder.Missing;
import co.getanswers.mailbox.FilingFolder.Refused;
import co.getanswers.mailbox.FolderChoice.Listed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilingFolderTest {
    private static Listed folder(String name, String... attributes) {
        return new Listed(name, Set.of(attributes), '/');
    }

    @Test
    void theMarkedArchiveIsTakenWhereverItLies() {
        assertThat(FilingFolder.archive(List.of(folder("Archive"), folder("Old/Kept", "\\archive")), false, ""))
                .isEqualTo(new Existing("Old/Kept"));
    }

    @Test
    void anArchiveBelowAnotherFolderOrOfOtherPeopleIsNotThePersons() {
        var folders = List.of(
                folder("INBOX"), folder("Trash/Archive"), folder("Shared/Archive"), folder("Other Users/bob/Archiv"));

        assertThat(FilingFolder.archive(folders, false, "")).isEqualTo(new Missing("Archive"));
        assertThat(FilingFolder.archive(List.of(folder("INBOX/archiv")), false, "INBOX/"))
                .isEqualTo(new Existing("INBOX/archiv"));
    }

    @Test
    void aNamedFolderIsFoundWithThePrefixInAnyCase() {
        assertThat(FilingFolder.named(List.of(folder("INBOX/done")), "Done", null, "INBOX/"))
                .isEqualTo(new Existing("INBOX/done"));
        assertThat(FilingFolder.named(List.of(folder("INBOX")), "Done", null, "INBOX/"))
                .isEqualTo(new Missing("INBOX/Done"));
    }

    @Test
    void folderOfSentOrDeletedMailIsRefused() {
        var folders = List.of(folder("Sent"), folder("Bin", "\\trash"));

        assertThat(FilingFolder.named(folders, "Bin", "Sent", "")).isInstanceOf(Refused.class);
        assertThat(FilingFolder.named(folders, "Sent", "Sent", "")).isInstanceOf(Refused.class);
    }
}
