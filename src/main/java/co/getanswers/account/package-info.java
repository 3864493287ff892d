/**
 * Users and their state that every feature reads: profile, autonomy level, addresses, counters, and the user of the current
 * request. {@link MailboxTransaction} runs every transaction that writes a user's mail, objectives or actions, and
 * {@link BatchStatement} writes many rows of one at once.
 *
 * <p>Signing in, sessions and secrets belong to {@code auth}. Nothing here knows mail, objectives or actions; their rooms
 * report to the counters.
 */
@NullMarked
package co.getanswers.account;

import org.jspecify.annotations.NullMarked;
