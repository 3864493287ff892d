package co.getanswers.intake;

import co.getanswers.mail.ParsedMail;

/** The result of parsing one message; its number is that of the {@link RawMail}. */
sealed interface ParseResult {
    record Parsed(long number, ParsedMail mail) implements ParseResult {}

    /** @param reason why the message can't be read, for a person */
    record Unreadable(long number, String reason) implements ParseResult {}
}
