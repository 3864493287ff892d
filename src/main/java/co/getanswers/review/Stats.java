package co.getanswers.review;

import co.getanswers.platform.EnumValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Counts for the navigation and the header of the web client. */
public record Stats(NavigationCounts navigationCounts, EfficiencyStats efficiencyStats, GlobalStatus globalStatus) {
    public record NavigationCounts(
            int needsDecision, int waitingOnOthers, int handledByAI, int scheduledDone, int muted) {}

    /** Counts of the actions that were proposed today, in UTC. */
    public record EfficiencyStats(
            @Schema(description = "Actions that the agent carried out without review", examples = "9")
            int handledAutonomously,

            @Schema(description = "Actions proposed for what came in, up to 10,000", examples = "12")
            int totalToday,

            @Schema(description = "Whole percent; 0 on a day on which nothing came in", examples = "75")
            int percentage) {}

    public record GlobalStatus(
            Urgency status,

            @Schema(examples = "3 decisions wait for you, 1 of them at high risk.")
            String message,

            int pendingCount) {}

    @Schema(name = "GlobalStatusKind")
    public enum Urgency {
        ALL_CLEAR,
        PENDING_DECISIONS,
        URGENT;

        @JsonValue
        public String value() {
            return EnumValue.of(this);
        }
    }

    /** The most that {@code totalToday} counts. */
    private static final int MAX_TODAY = 10_000;

    static final String SQL = """
            select pending_high, pending_high + pending_medium + pending_low + %s as pending,
                   waiting_on_others, handled, scheduled, muted,
                   case when resolved_on = (now() at time zone 'UTC')::date then autonomous_that_day else 0 end as autonomous,
                   (select count(*)
                    from (select from agent_actions
                          where user_id = $1
                            and created_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
                          limit %d) came) as came
            from user_counters
            where user_id = $1""".formatted(QueueStatement.keptDrafts(), MAX_TODAY);

    static Stats of(Row row) {
        var pending = row.getLong("pending").intValue();
        var autonomous = row.getInteger("autonomous");
        var total = Math.max(row.getLong("came").intValue(), autonomous);
        return new Stats(
                new NavigationCounts(
                        pending,
                        row.getInteger("waiting_on_others"),
                        row.getInteger("handled"),
                        row.getInteger("scheduled"),
                        row.getInteger("muted")),
                new EfficiencyStats(autonomous, total, total == 0 ? 0 : (int) Math.round(100.0 * autonomous / total)),
                status(pending, row.getInteger("pending_high")));
    }

    static GlobalStatus status(int pending, int high) {
        if (pending == 0) {
            return new GlobalStatus(Urgency.ALL_CLEAR, "Nothing waits for your decision.", 0);
        }
        var waiting = pending == 1 ? "1 decision waits for you" : pending + " decisions wait for you";
        if (high == 0) {
            return new GlobalStatus(Urgency.PENDING_DECISIONS, waiting + ".", pending);
        }
        var risk = pending == 1 ? ", at high risk." : ", " + high + " of them at high risk.";
        return new GlobalStatus(Urgency.URGENT, waiting + risk, pending);
    }
}
