/**
 * The readers of bytes: MIME messages (RFC 5322, RFC 2047, RFC 2231), mbox files (RFC 4155), character sets, dates,
 * addresses, HTML as text and made safe, and the signs of automatic and undelivered mail. Time and memory are bounded
 * whatever the bytes are.
 *
 * <p>Bad mail is read as far as it can be, else refused with a reason; no reader fails for what the bytes are otherwise.
 * Nothing here knows the database, the user or the clock.
 */
@NullMarked
package co.getanswers.mail.mime;

import org.jspecify.annotations.NullMarked;
