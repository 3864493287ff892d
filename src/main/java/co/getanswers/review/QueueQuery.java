package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.ExecutionStatus;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query of the queue; a part that is absent selects everything.
 *
 * @param status absent if the query is for objectives, or for all cards that were executed
 * @param objective selects the newest card of each objective with this status
 * @param sender part of the sender's name or address, in lower case
 * @param text part of the summary, the subject or the proposal, in lower case
 */
record QueueQuery(
        @Nullable ActionStatus status,
        @Nullable ObjectiveStatus objective,
        @Nullable RiskLevel risk,
        QueueFilter filter,
        @Nullable Category category,
        @Nullable ActionType actionType,
        @Nullable ExecutionStatus execution,
        @Nullable String sender,
        @Nullable String text) {
    /** The largest exact total. */
    static final int TOTAL_CAP = 1_000;

    /** The name that the old service's web client has for what is pending. */
    private static final String NEEDS_DECISION = "needs_decision";

    /** The query parameters that name a value of an enum. */
    record Choices(
            @Nullable String status,
            @Nullable String risk,
            @Nullable String filter,
            @Nullable String category,
            @Nullable String actionType,
            @Nullable String execution) {
        static final Choices NONE = new Choices(null, null, null, null, null, null);

        static Choices of(@Nullable String status, @Nullable String risk, @Nullable String filter) {
            return new Choices(status, risk, filter, null, null, null);
        }
    }

    static QueueQuery of(Choices choices) {
        return of(choices, null, null);
    }

    static QueueQuery of(Choices choices, @Nullable String sender, @Nullable String text) {
        var objective = find(ObjectiveStatus.values(), choices.status);
        var execution = EnumValue.parseParameter(ExecutionStatus.class, "executionStatus", choices.execution);
        var tab = EnumValue.parseParameter(QueueFilter.class, "filter", choices.filter);
        return new QueueQuery(
                status(choices.status, objective, execution),
                objective,
                EnumValue.parseParameter(RiskLevel.class, "risk", choices.risk),
                tab == null ? QueueFilter.ALL : tab,
                EnumValue.parseParameter(Category.class, "category", choices.category),
                EnumValue.parseParameter(ActionType.class, "actionType", choices.actionType),
                execution,
                lower(sender),
                lower(text));
    }

    private static @Nullable ActionStatus status(
            @Nullable String status, @Nullable ObjectiveStatus objective, @Nullable ExecutionStatus execution) {
        if (objective != null || status == null && execution != null) {
            return null;
        }
        if (status == null || status.equals(NEEDS_DECISION)) {
            return ActionStatus.PENDING;
        }
        var found = find(ActionStatus.values(), status);
        if (found == null) {
            throw new Failure.Invalid(
                    "status",
                    "must be one of " + EnumValue.all(ActionStatus.class) + ", or of "
                            + EnumValue.all(ObjectiveStatus.class) + ", or " + NEEDS_DECISION);
        }
        return found;
    }

    private static <E extends Enum<E>> @Nullable E find(E[] constants, @Nullable String value) {
        return Arrays.stream(constants)
                .filter(constant -> EnumValue.of(constant).equals(value))
                .findFirst()
                .orElse(null);
    }

    /** The text in lower case as the database has it: letter by letter, a final sigma and a dotted I too. */
    private static @Nullable String lower(@Nullable String text) {
        return text == null
                ? null
                : text.strip()
                        .codePoints()
                        .map(Character::toLowerCase)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** Tells whether no index has the cards of the query together, so that others are read and dropped. */
    boolean isSearch() {
        return Stream.of(category, actionType, execution, sender, text).anyMatch(part -> part != null);
    }
}
