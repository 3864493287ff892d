/**
 * The mailboxes that users have on other servers: the accounts with their servers and sealed passwords, the connections to
 * those servers, and the synchronisation of mail.
 *
 * <p>Mail is parsed, threaded and stored by {@code intake}; a reply is composed by {@code delivery}. No server is reached
 * but through {@link co.getanswers.mailbox.MailSocket}, which connects to checked addresses only.
 */
@NullMarked
package co.getanswers.mailbox;

import org.jspecify.annotations.NullMarked;
