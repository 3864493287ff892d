package co.getanswers.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * The result of a move, for the person.
 *
 * @param movedTo the folder in which the mail lies now; absent if it was not moved
 */
record MovedMail(String outcome, @Nullable String movedTo) {
    static final MovedMail GONE =
            new MovedMail("Filed. The mail was not in the inbox any more when it was to be moved.", null);

    static MovedMail to(String folder) {
        return new MovedMail("Filed. The mail was moved to " + folder + ".", folder);
    }

    static MovedMail stays(String reason) {
        return new MovedMail("Filed. The mail stays in the inbox. " + reason, null);
    }

    /** The state while a server refuses, with its own words. */
    static String waits(@Nullable String words) {
        var said = words == null ? "" : words.replaceAll("\\p{Cntrl}+", " ").strip();
        return "Filed. The mail is still in the inbox, because its server refuses to move it"
                + (said.isEmpty() ? "" : " (" + said.substring(0, Math.min(said.length(), 200)) + ")")
                + "; it is tried again.";
    }
}
