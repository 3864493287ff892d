package co.getanswers.mailbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses the folders to read among those of a server: the inbox and the sent mail. */
final class FolderChoice {
    private static final String INBOX = "INBOX";
    private static final String SENT = "\\sent";
    private static final String NOT_SELECTABLE = "\\noselect";
    private static final String NOT_THERE = "\\nonexistent";

    /** Names of folders of sent mail where the server marks none (RFC 6154), the likelier first. */
    private static final List<String> SENT_NAMES = List.of(
            "sent",
            "sent items",
            "sent messages",
            "sent mail",
            "gesendet",
            "gesendete elemente",
            "gesendete objekte",
            "envoyés",
            "éléments envoyés",
            "enviados",
            "elementos enviados",
            "posta inviata",
            "verzonden",
            "verzonden items",
            "skickat",
            "wysłane",
            "отправленные");

    private FolderChoice() {}

    /**
     * A folder in a server's list.
     *
     * @param attributes in lower case
     * @param separator between the levels of names; 0 if there are none
     */
    record Listed(String name, Set<String> attributes, char separator) {
        boolean isSelectable() {
            return !attributes.contains(NOT_SELECTABLE) && !attributes.contains(NOT_THERE);
        }

        private String lastPart() {
            return name.substring(separator == 0 ? 0 : name.lastIndexOf(separator) + 1)
                    .toLowerCase(Locale.ROOT);
        }
    }

    static boolean isInbox(Listed folder) {
        return INBOX.equalsIgnoreCase(folder.name());
    }

    static boolean isMarkedSent(Listed folder) {
        return folder.attributes().contains(SENT);
    }

    static Map<FolderRole, String> of(List<Listed> folders) {
        var chosen = new LinkedHashMap<FolderRole, String>();
        chosen.put(FolderRole.INBOX, INBOX);
        sent(folders).ifPresent(name -> chosen.put(FolderRole.SENT, name));
        return chosen;
    }

    private static Optional<String> sent(List<Listed> folders) {
        var selectable = folders.stream()
                .filter(Listed::isSelectable)
                .filter(folder -> !folder.name().equalsIgnoreCase(INBOX))
                .toList();
        var marked = selectable.stream().filter(FolderChoice::isMarkedSent).findFirst();
        return marked.or(() -> SENT_NAMES.stream()
                        .flatMap(name -> selectable.stream()
                                .filter(folder -> folder.lastPart().equals(name)))
                        .findFirst())
                .map(Listed::name);
    }
}
