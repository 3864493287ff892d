package co.getanswers.bench;

import static co.getanswers.review.ApprovalStatements.ANNOUNCE;
import static co.getanswers.review.ApprovalStatements.CARD;
import static co.getanswers.review.ApprovalStatements.DECIDE;
import static co.getanswers.review.ApprovalStatements.EXECUTE;
import static co.getanswers.review.ApprovalStatements.FIND;
import static co.getanswers.review.ApprovalStatements.LOCK;
import static co.getanswers.review.ApprovalStatements.MOVE;
import static co.getanswers.review.ApprovalStatements.OBJECTIVE;
import static co.getanswers.review.ApprovalStatements.OTHERS;
import static co.getanswers.review.ApprovalStatements.REMEMBER;

import co.getanswers.account.Counter;
import co.getanswers.account.CounterChange;
import co.getanswers.platform.Identifiers;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** The approval of a card as the service does it, statement by statement: by the yardstick, and by PostgreSQL alone. */
record Approval(UUID user, UUID card, OffsetDateTime now) {
    private static final int UNDO_WINDOW_SECONDS = 10;

    static Approval of(UUID user, UUID card) {
        return new Approval(user, card, OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
    }

    /** @return the card as it then is */
    Future<RowSet<Row>> run(Pool pool) {
        return pool.withTransaction(transaction -> send(transaction, LOCK, user)
                        .compose(locked -> send(transaction, DECIDE, user, card, now))
                        .compose(decided -> decided.rowCount() == 1
                                ? send(transaction, FIND, user, card)
                                : Future.failedFuture("decided already"))
                        .compose(found -> followUp(transaction, found.iterator().next())))
                .compose(done -> pool.preparedQuery(CARD).execute(Tuple.of(user, card)));
    }

    private Future<Void> followUp(SqlConnection transaction, Row action) {
        var change = new CounterChange()
                .add(Counter.pending(action.getString("risk_level")), -1)
                .resolved(now.toInstant(), false);
        var available = now.plusSeconds(UNDO_WINDOW_SECONDS);
        return send(transaction, EXECUTE, Identifiers.next(), user, card, available, now)
                .compose(queued -> transaction.query(ANNOUNCE).execute())
                .compose(announced -> send(transaction, OBJECTIVE, user, action.getUUID("conversation_id")))
                .compose(found -> settle(transaction, found.iterator().next(), action.getString("next"), change))
                .compose(settled -> UniHelper.toFuture(
                        change.apply(io.vertx.mutiny.sqlclient.SqlConnection.newInstance(transaction), user)));
    }

    private Future<Void> settle(SqlConnection transaction, Row objective, String next, CounterChange change) {
        var id = objective.getUUID("objective_id");
        var before = objective.getString("objective_status");
        return send(transaction, REMEMBER, card, before)
                .compose(remembered -> send(transaction, OTHERS, user, id))
                .compose(others -> {
                    var settled = others.iterator().next().getInteger("settled") == 1;
                    if (!settled || before.equals("muted") || before.equals(next)) {
                        return Future.succeededFuture();
                    }
                    change.move(Counter.objectives(before), Counter.objectives(next));
                    return send(transaction, MOVE, id, next, now).mapEmpty();
                });
    }

    private static Future<RowSet<Row>> send(SqlConnection transaction, String sql, Object... parameters) {
        return transaction.preparedQuery(sql).execute(Tuple.from(parameters));
    }

    /**
     * The same for PostgreSQL alone, which finds each card once in {@code bench_approvals}. It leaves the counts of
     * objectives alone.
     */
    static Pgbench.Script script() {
        return new Pgbench.Script(
                String.join(
                        "",
                        """
                        select user_id as user, id as card, gen_random_uuid() as execution, now() as now,
                               now() + interval '10 seconds' as available
                        from bench_approvals
                        where number = (select nextval('bench_approvals_number')) \\gset
                        begin;
                        """,
                        statement(LOCK, "user"),
                        statement(DECIDE, "user", "card", "now"),
                        result(FIND, "user", "card"),
                        statement(EXECUTE, "execution", "user", "card", "available", "now"),
                        statement(ANNOUNCE),
                        result(OBJECTIVE, "user", "conversation_id"),
                        statement(REMEMBER, "card", "objective_status"),
                        result(OTHERS, "user", "objective_id"),
                        "\\if :settled = 1\n",
                        statement(MOVE, "objective_id", "next", "now"),
                        "\\endif\n",
                        """
                        update user_counters
                        set pending_high = pending_high - (:risk_level = 'high')::integer,
                            pending_medium = pending_medium - (:risk_level = 'medium')::integer,
                            pending_low = pending_low - (:risk_level = 'low')::integer
                        where user_id = :user;
                        update user_counters
                        set resolved_that_day = 1 + case when resolved_on = current_date then resolved_that_day else 0 end,
                            resolved_on = current_date
                        where user_id = :user;
                        commit;
                        """,
                        Pgbench.Script.withVariables(CARD, "user", "card")),
                Map.of());
    }

    private static String statement(String sql, String... variables) {
        return Pgbench.Script.withVariables(sql, variables) + ";\n";
    }

    /** Its one row's columns become variables. */
    private static String result(String sql, String... variables) {
        return Pgbench.Script.withVariables(sql, variables) + " \\gset\n";
    }
}
