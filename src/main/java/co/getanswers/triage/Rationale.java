package co.getanswers.triage;

import co.getanswers.policy.RiskLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for a proposal.
 *
 * @param signals the signals, in the order in which triage found them
 * @param policies names of the policies that matched, the highest priority first
 * @param gate one sentence, the reason why the action runs or waits for review; absent until the gate has decided
 */
public record Rationale(
        List<Signal> signals,
        List<String> policies,
        @Nullable String gate) {
    /** Name of the signal that the message must not be answered. */
    public static final String MUST_NOT_BE_ANSWERED = "must_not_be_answered";

    /** Adds the gate's reason. */
    public Rationale withGate(String reason) {
        return new Rationale(signals, policies, reason);
    }

    /**
     * @param name such as {@code unknown_sender}
     * @param affects {@code category}, {@code risk}, {@code confidence}, {@code priority}, {@code action_type},
     *     {@code content}, {@code review} or {@code objective}
     * @param weight added to what it affects; for {@code risk} the least {@link RiskLevel#severity()}; 0 if the signal
     *     decides alone
     * @param detail the observation, as a sentence for people
     */
    public record Signal(String name, String affects, double weight, String detail) {}
}
