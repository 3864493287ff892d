package co.getanswers.triage;

import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proposal for a message, before the gate.
 *
 * @param confidence from 0 to 1
 * @param priority from 0 to 100
 * @param summary one line, for the queue
 * @param content the text that the user approves: the draft, or a sentence that says what would be done
 * @param review true if a policy or the message itself calls for review
 * @param allowAuto true if a policy lets it run without review as far as risk and autonomy permit
 * @param dueAt the time at which a scheduled matter comes back; absent if the message names no day
 * @param clearance the result of the checks for an answer without review
 * @param muted true if a policy mutes the objective
 */
public record Proposal(
        ActionType actionType,
        Category category,
        RiskLevel risk,
        double confidence,
        int priority,
        String summary,
        String content,
        boolean review,
        boolean allowAuto,
        boolean muted,
        @Nullable Instant dueAt,
        Clearance clearance,
        Rationale rationale) {}
