/**
 * Objectives, the things that a user wants to get done, with their REST interface and the store of their rows.
 * Conversations belong to them; the counters change with their number and status.
 *
 * <p>The status that a decision or an execution leads to is asked of {@code action}'s lifecycle by its callers. Objectives
 * are changed in mailbox transactions alone, and hold no text of mail but their title.
 */
@NullMarked
package co.getanswers.objective;

import org.jspecify.annotations.NullMarked;
