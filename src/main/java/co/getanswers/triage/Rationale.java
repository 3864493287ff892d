package co.getanswers.triage;

import co.getanswers.policy.RiskLevel;
import java.util.List;

/**
 * Why the agent proposed what it proposed.
 *
 * @param signals what triage saw, in the order it looked
 * @param policies names of the policies that matched, the highest priority first
 * @param gate one sentence: why the action runs or waits for review; null until the gate has decided
 */
public record Rationale(List<Signal> signals, List<String> policies, String gate) {
    /** The name of the signal that the message must not be answered. */
    public static final String MUST_NOT_BE_ANSWERED = "must_not_be_answered";

    /** The same, with what the gate said of the proposal. */
    public Rationale withGate(String reason) {
        return new Rationale(signals, policies, reason);
    }

    /**
     * @param name such as {@code unknown_sender}
     * @param affects {@code category}, {@code risk}, {@code confidence}, {@code priority}, {@code action_type},
     *     {@code content}, {@code review} or {@code objective}
     * @param weight added to what it affects; for {@code risk} the least {@link RiskLevel#severity()}; 0 where the
     *     signal decides alone
     * @param detail what was seen, for a person
     */
    public record Signal(String name, String affects, double weight, String detail) {}
}
