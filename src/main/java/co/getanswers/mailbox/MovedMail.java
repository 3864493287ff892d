package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import org.jspecify.annotations.Nullable;

/**
 * The result of a move, or of an attempt at it.
 *
 * @param outcome a sentence or more for the person
 * @param movedTo the folder in which the mail lies now; absent if it was not moved
 */
record MovedMail(Result result, String outcome, @Nullable String movedTo) {
    static final MovedMail GONE =
            new MovedMail(Result.GONE, "Filed. The mail was not in the inbox any more when it was to be moved.", null);

    /** The kinds of results that are counted. */
    enum Result {
        MOVED,
        /** Mail that was in the inbox no more. */
        GONE,
        /** The settings, the person or the server keep it in the inbox. */
        STAYS,
        /** A move that failed too often. */
        GIVEN_UP,
        /** The server refused an attempt; another one follows. */
        WAITING;

        String value() {
            return EnumValue.of(this);
        }
    }

    static MovedMail to(String folder) {
        return new MovedMail(Result.MOVED, "Filed. The mail was moved to " + folder + ".", folder);
    }

    static MovedMail stays(String reason) {
        return left("Filed. The mail stays in the inbox. " + reason);
    }

    /** Mail that is left in the inbox without an attempt. */
    static MovedMail left(String outcome) {
        return new MovedMail(Result.STAYS, outcome, null);
    }

    static MovedMail givenUp(int attempts) {
        return new MovedMail(
                Result.GIVEN_UP,
                "Filed. The mail was not moved out of the inbox: given up after " + attempts + " tries.",
                null);
    }

    /** The state while a server refuses, with its own words. */
    static MovedMail waits(@Nullable String words) {
        var said = words == null ? "" : words.replaceAll("\\p{Cntrl}+", " ").strip();
        return new MovedMail(
                Result.WAITING,
                "Filed. The mail is still in the inbox, because its server refuses to move it"
                        + (said.isEmpty() ? "" : " (" + said.substring(0, Math.min(said.length(), 200)) + ")")
                        + "; it is tried again.",
                null);
    }
}
