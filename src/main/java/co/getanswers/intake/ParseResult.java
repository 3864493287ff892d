package co.getanswers.intake;

import co.getanswers.mail.ParsedMail;

/**
 * A message that was read.
 *
 * @param mail null where it can't be read, which {@code reason} tells a person
 */
record ParseResult(long number, ParsedMail mail, String reason) {}
