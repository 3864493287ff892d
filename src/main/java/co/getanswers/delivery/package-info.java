/**
 * Sending replies: the reply as a MIME message, the transports (SMTP, Maildir), and the {@link SendGate} that records the
 * point of no return before a server may accept the mail. A new mail provider is a {@link Transport} that the producer
 * knows.
 *
 * <p>No retry, lease or status of an execution belongs here: a transport sends once and reports what it knows. The database
 * is read for the message that is answered, and never written.
 */
@NullMarked
package co.getanswers.delivery;

import org.jspecify.annotations.NullMarked;
