package co.getanswers.policy;

import java.util.List;

/**
 * What the policies that apply to a message ask for together.
 *
 * @param review whether a person must look; then {@code allowAuto} is false
 * @param risk at least this; never lowers what triage found
 * @param priority replaces what triage found; null where no policy sets it
 * @param draft replaces the built-in draft; null where no policy gives one
 * @param matched names of the policies that apply, the highest priority first
 * @param applied the effects that counted, each with its policy
 */
public record Effects(
        boolean review,
        boolean allowAuto,
        RiskLevel risk,
        Integer priority,
        boolean mute,
        Template draft,
        List<String> matched,
        List<Applied> applied) {

    /** @param fault why the policy's rules could not be applied; null where they could */
    public record Applied(String policy, Effect effect, String fault) {}

    public Effects {
        matched = List.copyOf(matched);
        applied = List.copyOf(applied);
    }
}
