package co.getanswers.mailbox;

import co.getanswers.mailbox.FilingFolder.Choice;
import co.getanswers.mailbox.FilingFolder.Existing;
import co.getanswers.mailbox.FilingFolder.Missing;
import co.getanswers.mailbox.FolderChoice.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the folder of drafts among those of a server. */
final class DraftsFolder {
    /** The use (RFC 6154) of the folder. */
    static final String USE = "\\Drafts";

    private static final String MARK = "\\drafts";
    private static final String NEW = "Drafts";

    /** Names of folders of drafts where the server marks none, the likelier first. */
    private static final List<String> NAMES = List.of(
            "drafts",
            "draft",
            "entwürfe",
            "brouillons",
            "borradores",
            "bozze",
            "rascunhos",
            "concepten",
            "utkast",
            "kladder",
            "wersje robocze",
            "черновики");

    private DraftsFolder() {}

    /**
     * The folder that the server marks, else one with a usual name at the top of the person's own folders, else a new one.
     *
     * @param sent the folder of sent mail; absent if there is none
     * @param prefix of the names of the person's own folders
     */
    static Choice of(List<Listed> folders, @Nullable String sent, String prefix) {
        return FilingFolder.marked(folders, MARK)
                .or(() -> NAMES.stream()
                        .flatMap(name -> folders.stream()
                                .filter(folder -> folder.isSelectable()
                                        && FilingFolder.isOwn(folder, name, prefix)
                                        && !FilingFolder.hasOtherUse(folder, sent)))
                        .findFirst())
                .<Choice>map(folder -> new Existing(folder.name()))
                .orElseGet(() -> new Missing(prefix + NEW));
    }
}
