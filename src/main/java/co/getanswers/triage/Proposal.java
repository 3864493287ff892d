package co.getanswers.triage;

import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;

/**
 * What triage proposes for a message, before the gate.
 *
 * @param confidence from 0 to 1
 * @param priority from 0 to 100
 * @param summary one line, for the queue
 * @param content what the person approves: the draft, or a sentence that says what would be done
 * @param review whether a policy, or the mail itself, asks for a person
 * @param allowAuto whether a policy lets it run without review where risk and autonomy permit
 * @param muted whether a policy mutes the objective
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
        Rationale rationale) {}
