package co.getanswers.review;

import co.getanswers.platform.EnumValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Counts for the navigation and the header of the web client. */
public record Stats(NavigationCounts navigationCounts, EfficiencyStats efficiencyStats, GlobalStatus globalStatus) {
    public record NavigationCounts(
            int needsDecision, int waitingOnOthers, int handledByAI, int scheduledDone, int muted) {}

    /** Counts of the actions resolved today, in UTC. */
    public record EfficiencyStats(
            int handledAutonomously,
            int totalToday,

            @Schema(description = "Whole percent; 0 on a day without resolved actions", examples = "75")
            int percentage) {}

    public record GlobalStatus(
            Urgency status,

            @Schema(examples = "3 decisions wait for you, 1 of them at high risk.")
            String message,

            int pendingCount) {}

    public enum Urgency {
        ALL_CLEAR,
        PENDING_DECISIONS,
        URGENT;

        @JsonValue
        public String value() {
            return EnumValue.of(this);
        }
    }

    static final String SQL = """
            select pending_high, pending_high + pending_medium + pending_low as pending,
                   waiting_on_others, handled, scheduled, muted,
                   case when today then resolved_that_day else 0 end as resolved,
                   case when today then autonomous_that_day else 0 end as autonomous
            from user_counters
            cross join lateral (select resolved_on = (now() at time zone 'UTC')::date as today) day
            where user_id = $1""";

    static Stats of(Row row) {
        var pending = row.getInteger("pending");
        var resolved = row.getInteger("resolved");
        var autonomous = row.getInteger("autonomous");
        return new Stats(
                new NavigationCounts(
                        pending,
                        row.getInteger("waiting_on_others"),
                        row.getInteger("handled"),
                        row.getInteger("scheduled"),
                        row.getInteger("muted")),
                new EfficiencyStats(
                        autonomous, resolved, resolved == 0 ? 0 : (int) Math.round(100.0 * autonomous / resolved)),
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
