package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.Confidence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A query of the queue, and the statement that reads a page of it. The conditions are literals of the statement and not
 * parameters: only then does the planner see that a partial index serves them. The combinations are few enough that each
 * stays a prepared statement.
 *
 * @param objective selects the pending cards of objectives with this status; absent for all
 * @param risk absent for all
 */
record QueueQuery(
        ActionStatus status,
        @Nullable ObjectiveStatus objective,
        @Nullable RiskLevel risk,
        QueueFilter filter) {
    /** The largest exact total. */
    static final int TOTAL_CAP = 1_000;

    static QueueQuery of(@Nullable String status, @Nullable String risk, @Nullable String filter) {
        var objective = find(ObjectiveStatus.values(), status);
        var action = status == null || objective != null ? ActionStatus.PENDING : find(ActionStatus.values(), status);
        if (action == null) {
            throw new Failure.Invalid(
                    "status",
                    "must be one of " + EnumValue.all(ActionStatus.class) + ", or of "
                            + EnumValue.all(ObjectiveStatus.class));
        }
        var tab = EnumValue.parseParameter(QueueFilter.class, "filter", filter);
        return new QueueQuery(
                action,
                objective,
                EnumValue.parseParameter(RiskLevel.class, "risk", risk),
                tab == null ? QueueFilter.ALL : tab);
    }

    private static <E extends Enum<E>> @Nullable E find(E[] constants, @Nullable String value) {
        return Arrays.stream(constants)
                .filter(constant -> EnumValue.of(constant).equals(value))
                .findFirst()
                .orElse(null);
    }

    /**
     * Parameters: the user; priority, time and id of the last card of the previous page; the number of rows. The result has
     * one row for each card, and one without a card if the page is empty, for the total. Rows carry their {@code place} on
     * the page and have no order, so that the planner may join them in any way. PostgreSQL 15 would look for peers of the
     * last row, one card further, without {@code rows unbounded preceding}; later versions know that it does not matter.
     */
    String sql() {
        return """
                with page as (
                  select a.*, row_number() over (
                    order by a.priority_score desc, a.created_at desc, a.id desc rows unbounded preceding) as place
                  from agent_actions a%s
                  where a.user_id = $1 and %s
                    and (a.priority_score, a.created_at, a.id) < ($2, $3, $4)
                  order by a.priority_score desc, a.created_at desc, a.id desc
                  limit $5
                )
                select k.total, page.place, %s
                from (select %s as total from user_counters where user_id = $1) k
                left join page on true
                %s
                %s""".formatted(source(), condition(), Card.COLUMNS, total(), Card.JOINS, Card.EXECUTION);
    }

    private String source() {
        return objective == null ? "" : """

                 join conversations oc on oc.user_id = $1 and oc.id = a.conversation_id
                 join objectives o on o.user_id = $1 and o.id = oc.objective_id""";
    }

    private String condition() {
        var condition = new StringBuilder("a.status = '" + EnumValue.of(status) + "'");
        if (objective != null) {
            condition
                    .append(" and o.status = '")
                    .append(EnumValue.of(objective))
                    .append("'");
        }
        if (risk != null) {
            condition.append(" and a.risk_level = '").append(EnumValue.of(risk)).append("'");
        }
        if (filter == QueueFilter.HIGH_RISK && risk != RiskLevel.HIGH) {
            condition.append(" and a.risk_level = 'high'");
        }
        if (filter == QueueFilter.LOW_CONFIDENCE) {
            condition.append(" and a.confidence_score < ").append(Confidence.CERTAIN);
        }
        return condition.toString();
    }

    /** The total: from the counters if they have it, else counted up to the cap. */
    private String total() {
        var kept = status == ActionStatus.PENDING && objective == null && filter != QueueFilter.LOW_CONFIDENCE;
        if (!kept || risk != null && filter == QueueFilter.HIGH_RISK) {
            return "(select count(*) from (select 1 from agent_actions a%s where a.user_id = $1 and %s limit %d) n)"
                    .formatted(source(), condition(), TOTAL_CAP + 1);
        }
        if (risk == null && filter == QueueFilter.ALL) {
            return "pending_high + pending_medium + pending_low";
        }
        return "pending_" + EnumValue.of(risk == null ? RiskLevel.HIGH : risk);
    }
}
