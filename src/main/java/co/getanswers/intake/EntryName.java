package co.getanswers.intake;

import co.getanswers.mail.CleanText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what the name of a file in a folder or an archive tells, and makes it fit to be shown. */
final class EntryName {
    private static final int LONGEST = 200;
    private static final Set<String> MAIL = Set.of("eml", "emlx", "mbox", "mbx");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    /** The info of a Maildir's file name, with the characters that stand for its colon on other systems. */
    private static final Pattern DRAFT = Pattern.compile("[:;!]2,[A-Za-z]*D[A-Za-z]*\\z");

    private EntryName() {}

    /** One line without control and format characters; of a long name, its end. */
    static String shown(String name) {
        var line = UNSEEN.matcher(name).replaceAll(" ");
        var clean = CleanText.line(line, Integer.MAX_VALUE);
        return clean.length() <= LONGEST ? clean : CleanText.of("…" + clean.substring(clean.length() - LONGEST));
    }

    static boolean isOfMail(String path) {
        return MAIL.contains(extension(path));
    }

    static boolean hasNoExtension(String path) {
        return last(path).indexOf('.') < 0;
    }

    /** Tells whether the file is in the folder of a Maildir that holds messages. */
    static boolean isInMaildir(String path) {
        var folder = path.lastIndexOf('/') < 0 ? "" : last(path.substring(0, path.lastIndexOf('/')));
        return folder.equals("cur") || folder.equals("new");
    }

    static boolean isMaildirDraft(String path) {
        return isInMaildir(path) && DRAFT.matcher(last(path)).find();
    }

    private static String extension(String path) {
        var name = last(path);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
