package co.getanswers.mailbox;

import co.getanswers.mailbox.FolderChoice.Listed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses the folder for the mail of filed cards among those of a server. */
final class FilingFolder {
    private static final String ARCHIVE = "\\archive";
    private static final String ALL = "\\all";

    /** The name of an archive that is made where the server has none. */
    private static final String NEW_ARCHIVE = "Archive";

    /** Uses (RFC 6154) of folders in which filed mail would be lost, or taken for the person's own. */
    private static final Set<String> OTHER_USES = Set.of("\\drafts", "\\junk", "\\sent", "\\trash");

    /** Names of archives where the server marks none, the likelier first. */
    private static final List<String> ARCHIVE_NAMES = List.of(
            "archive", "archives", "archiv", "archivio", "archivo", "archief", "arkiv", "archiwum", "arquivo", "архив");

    private FilingFolder() {}

    /** A choice. */
    sealed interface Choice {}

    record Existing(String name) implements Choice {}

    /** A folder that has to be made. */
    record Missing(String name) implements Choice {}

    /** @param reason that the mail stays, for the person */
    record Refused(String reason) implements Choice {}

    /**
     * The archive: the folder that the server marks as one, else that of all mail where the server keeps each message once, as
     * Gmail does, else one with a usual name at the top of the person's own folders: an archive below another folder, or of
     * other people, is none of theirs.
     *
     * @param keepsAll whether a message that leaves the inbox stays in the folder of all mail
     * @param prefix of the names of the person's own folders
     */
    static Choice archive(List<Listed> folders, boolean keepsAll, String prefix) {
        return marked(folders, ARCHIVE)
                .or(() -> keepsAll ? marked(folders, ALL) : Optional.empty())
                .or(() -> ARCHIVE_NAMES.stream()
                        .flatMap(name -> folders.stream().filter(folder -> isOwn(folder, name, prefix)))
                        .filter(folder -> folder.isSelectable() && !hasOtherUse(folder, null))
                        .findFirst())
                .<Choice>map(folder -> new Existing(folder.name()))
                .orElseGet(() -> new Missing(prefix + NEW_ARCHIVE));
    }

    static boolean isOwn(Listed folder, String name, String prefix) {
        return folder.name().equalsIgnoreCase(name) || folder.name().equalsIgnoreCase(prefix + name);
    }

    static Optional<Listed> marked(List<Listed> folders, String use) {
        return folders.stream()
                .filter(Listed::isSelectable)
                .filter(folder -> folder.attributes().contains(use))
                .findFirst();
    }

    /**
     * The folder that the person named; levels may be separated by a slash.
     *
     * @param sent the folder of sent mail; absent if there is none
     */
    static Choice named(List<Listed> folders, String wanted, @Nullable String sent, String prefix) {
        var separator = folders.stream()
                .map(Listed::separator)
                .filter(one -> one != 0)
                .findFirst()
                .orElse('/');
        var name = wanted.replace('/', separator);
        var own = name.startsWith(prefix) ? name : prefix + name;
        var found = Stream.of(wanted, name, own)
                .flatMap(one -> folders.stream().filter(folder -> folder.name().equals(one)))
                .findFirst()
                .or(() -> folders.stream()
                        .filter(folder -> isOwn(folder, name, prefix))
                        .findFirst());
        if (found.isEmpty()) {
            return new Missing(own);
        }
        var folder = found.get();
        if (hasOtherUse(folder, sent)) {
            return new Refused("The folder " + folder.name() + " is not for filed mail.");
        }
        return folder.isSelectable()
                ? new Existing(folder.name())
                : new Refused("The folder " + folder.name() + " can't hold mail.");
    }

    static boolean hasOtherUse(Listed folder, @Nullable String sent) {
        return folder.name().equalsIgnoreCase("INBOX")
                || folder.name().equals(sent)
                || folder.attributes().stream().anyMatch(OTHER_USES::contains);
    }
}
