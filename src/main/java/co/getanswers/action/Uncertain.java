package co.getanswers.action;

import java.time.Instant;
import java.util.UUID;

/**
 * An execution whose mail may or may not have been sent.
 *
 * @param attempt the number of its last attempt
 * @param unknown false while a worker, which may have died, still holds it
 * @param first whether no earlier attempt came to a try at the mail
 * @param dueAt the time from which its last attempt could begin
 */
public record Uncertain(UUID actionId, int attempt, boolean unknown, boolean first, Instant dueAt) {}
