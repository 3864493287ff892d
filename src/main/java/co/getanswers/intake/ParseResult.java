package co.getanswers.intake;

import co.getanswers.mail.ParsedMail;
import co.getanswers.original.CompressedSource;
import org.jspecify.annotations.Nullable;

/** The result of parsing one message; its number is that of the {@link RawMail}. */
sealed interface ParseResult {
    /** @param source the original; absent if originals are not kept */
    record Parsed(long number, ParsedMail mail, @Nullable CompressedSource source) implements ParseResult {}

    /** @param reason why the message can't be read, for a person */
    record Unreadable(long number, String reason) implements ParseResult {}
}
