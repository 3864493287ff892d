package co.getanswers.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The combined effect of all policies that apply to a message.
 *
 * @param review true if the message must be reviewed; {@code allowAuto} is false then
 * @param risk the least risk; it never lowers the one that triage found
 * @param priority replaces the one that triage found; absent if no policy sets it
 * @param draft replaces the built-in draft; absent if no policy gives one
 * @param matched names of the policies that apply, the highest priority first
 * @param applied the effects that counted, each with its policy
 */
public record Effects(
        boolean review,
        boolean allowAuto,
        RiskLevel risk,
        @Nullable Integer priority,
        boolean mute,
        @Nullable Template draft,
        List<String> matched,
        List<Applied> applied) {

    /** @param fault the reason why the policy's rules could not be applied, if they could not */
    public record Applied(
            String policy, Effect effect, @Nullable String fault) {}

    public Effects {
        matched = List.copyOf(matched);
        applied = List.copyOf(applied);
    }
}
