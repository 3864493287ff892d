/**
 * Proposed actions and their executions: the lifecycle that says what a decision leads to, the one store of every statement
 * that changes an execution, and the lease of a worker.
 *
 * <p>A rule about a state or transition belongs to {@link Lifecycle} or to {@code triage.ActionType}, and no other room
 * writes the table {@code executions}. Deciding is {@code review}'s and {@code intake}'s, running is {@code execution}'s,
 * and proposing is {@code triage}'s.
 */
@NullMarked
package co.getanswers.action;

import org.jspecify.annotations.NullMarked;
