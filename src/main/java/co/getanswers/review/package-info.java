/**
 * The person's side: the queue of cards, decisions, withdrawals, retries and bulk approvals, threads, statistics, the
 * log of all proposals and decisions, and dry runs of policies.
 *
 * <p>Its reads are single statements over the reactive client. A decision asks {@code action}'s lifecycle what follows and
 * changes executions through its store; no state, threshold or transition is decided here, and no mail is sent.
 */
@NullMarked
package co.getanswers.review;

import org.jspecify.annotations.NullMarked;
