/**
 * The role {@code worker}: leases executions, runs each on a thread that may block, renews the leases meanwhile, and stores
 * the result with the sent reply. Notifications wake it; polling finds what they miss.
 *
 * <p>What mail proves about replies of which nobody knows whether they were sent is judged here as well.
 *
 * <p>Statements that change an execution belong to {@code action.ExecutionStore}, mail servers and messages to
 * {@code delivery}, and the recovery of leases that a dead worker left to {@code scheduler}. No request is served here.
 */
@NullMarked
package co.getanswers.execution;

import org.jspecify.annotations.NullMarked;
