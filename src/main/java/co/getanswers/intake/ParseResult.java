package co.getanswers.intake;

import co.getanswers.mail.ParsedMail;
import co.getanswers.original.CompressedSource;
import org.jspecify.annotations.Nullable;

/** The result of parsing one message; its number is that of the {@link RawMail}. */
sealed interface ParseResult {
    /**
     * @param source the original; absent if originals are not kept
     * @param sent whether it lies in the owner's folder of sent mail
     * @param delivered whether it bears the traces of delivery, also where that folder makes it the owner's
     */
    record Parsed(long number, ParsedMail mail, @Nullable CompressedSource source, boolean sent, boolean delivered)
            implements ParseResult {
        Parsed(long number, ParsedMail mail, @Nullable CompressedSource source) {
            this(number, mail, source, false, mail.delivered());
        }
    }

    /** @param reason why the message can't be read, for a person */
    record Unreadable(long number, String reason) implements ParseResult {}
}
