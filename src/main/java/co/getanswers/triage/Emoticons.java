package co.getanswers.triage;

import java.util.regex.Pattern;

/** Looks for faces of punctuation that do not smile, such as {@code :-(}: they take back what the words say. */
final class Emoticons {
    /** An opening bracket after punctuation, a stroke or underscore beside it, a closing bracket before eyes. */
    private static final Pattern FROWN = Pattern.compile("(?<=[\\p{P}\\p{S}&&[^(]])\\("
            + "|(?<=[\\p{P}\\p{S}&&[^/]])/|/(?=[\\p{P}\\p{S}&&[^/]])"
            + "|(?<=[\\p{P}\\p{S}&&[^_]])_|_(?=[\\p{P}\\p{S}&&[^_]])"
            + "|\\)['’´`-]?[:;]"
            + "|-\\.-");

    private Emoticons() {}

    static boolean frownIn(String text) {
        return FROWN.matcher(text).find();
    }
}
