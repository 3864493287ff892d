package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.ExecutionStore;
import co.getanswers.platform.EnumValue;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.Confidence;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads a page of the queue. The choices are literals of the statement and not parameters: only then does
 * the planner see that a partial index serves them.
 *
 * <p>Parameters: the user; priority, time and id of the position after which the page begins; the number of rows; the
 * searched parts of sender and text. For objectives, time and id are theirs. The result has one row for each card, and one
 * without a card if the page is empty, for the total. Rows carry their {@code place} on the page and have no order, so that
 * the planner may join them in any way.
 */
final class QueueStatement {
    /**
     * The most cards that one page of a search reads. A page with fewer hits than it may hold then has a cursor all the same:
     * the position up to which it has read.
     */
    private static final int MAX_READ = 2_000;

    /** The same for the objectives whose newest cards are wanted. */
    private static final int MAX_OBJECTIVES_READ = 400;

    private static final String ORDER = "a.priority_score desc, a.created_at desc, a.id desc";
    private static final String OBJECTIVE_ORDER = "o.updated_at desc, o.id desc";

    private final QueueQuery query;

    private QueueStatement(QueueQuery query) {
        this.query = query;
    }

    static String of(QueueQuery query) {
        var statement = new QueueStatement(query);
        return query.isSearch() || query.objective() != null ? statement.search() : statement.list();
    }

    static int mostRead(QueueQuery query) {
        return query.objective() == null ? MAX_READ : MAX_OBJECTIVES_READ;
    }

    /** The count of drafts that were kept for user $1, up to the largest exact total. */
    static String keptDrafts() {
        return capped("agent_actions a", "a.user_id = $1 and " + ExecutionStore.IS_AGENTS_DRAFT);
    }

    /**
     * A page of what an index has in order. PostgreSQL 15 would look for peers of the last row, one card further, without
     * {@code rows unbounded preceding}; later versions know that it does not matter.
     */
    private String list() {
        return """
                with page as (
                  select a.*, row_number() over (order by %1$s rows unbounded preceding) as place
                  from (%2$s) a
                  order by %1$s
                  limit $5
                )
                select k.total, false as capped, 0::bigint as read, page.place, %3$s
                from (select %4$s as total from user_counters where user_id = $1) k
                left join page on true
                %5$s
                %6$s""".formatted(
                        ORDER,
                        cards("and (a.priority_score, a.created_at, a.id) < ($2, $3, $4)", "$5"),
                        Card.COLUMNS,
                        total(),
                        Card.JOINS,
                        Card.EXECUTION);
    }

    /** A page of the hits among a bounded number of cards, and its position among them. */
    private String search() {
        var objectives = query.objective() != null;
        var most = mostRead(query);
        return """
                with read as materialized (%1$s),
                page as (
                  select a.*, row_number() over (order by a.nth) as place
                  from read a
                  where a.id is not null and %2$s
                  order by a.nth
                  limit $5
                )
                select k.total, k.capped, k.read, k.read_priority, k.read_at, k.read_id, page.position_priority,
                       page.position_at, page.position_id, page.place, %3$s
                from (
                  select (select max(nth) from read) as read, last.*, counted.total, counted.capped
                  from user_counters
                  left join (
                    select position_priority as read_priority, position_at as read_at, position_id as read_id
                    from read
                    order by nth desc
                    limit 1) last on true
                  cross join lateral (
                    select count(*) filter (where a.id is not null and %2$s) as total, count(*) >= %4$d as capped
                    from (%5$s) a) counted
                  where user_id = $1 and coalesce($2::int::text, $6::text, $7::text, '') is not null
                ) k
                left join page on true
                %6$s
                %7$s""".formatted(
                        objectives ? newest("and (o.updated_at, o.id) < ($3, $4)", most) : numbered(most),
                        hit(),
                        Card.COLUMNS,
                        most,
                        objectives ? newest("", most) : cards("", String.valueOf(most)),
                        Card.JOINS,
                        Card.EXECUTION);
    }

    private String numbered(int most) {
        return """
                select a.*, a.priority_score as position_priority, a.created_at as position_at, a.id as position_id,
                       row_number() over (order by %1$s) as nth
                from (%2$s) a
                order by %1$s
                limit %3$d""".formatted(
                ORDER, cards("and (a.priority_score, a.created_at, a.id) < ($2, $3, $4)", String.valueOf(most)), most);
    }

    /** The newest card of each objective; an objective without a card has a row all the same, for the position. */
    private String newest(String after, int most) {
        return """
                select a.*, 0 as position_priority, o.updated_at as position_at, o.id as position_id,
                       row_number() over (order by %1$s) as nth
                from (
                  select o.id, o.updated_at
                  from objectives o
                  where o.user_id = $1 and o.status = '%2$s' %3$s
                  order by %1$s
                  limit %4$d) o
                left join lateral (
                  select a.*
                  from conversations c
                  join agent_actions a on a.user_id = $1 and a.conversation_id = c.id
                  where c.user_id = $1 and c.objective_id = o.id
                  order by a.created_at desc, a.id desc
                  limit 1) a on true""".formatted(OBJECTIVE_ORDER, EnumValue.of(Objects.requireNonNull(query.objective())), after, most);
    }

    /** The cards of the query's statuses, each read in the order of its index. */
    private String cards(String after, String limit) {
        return sources().stream()
                .map(source -> "(select a.* from agent_actions a where a.user_id = $1 and %s%s %s order by %s limit %s)"
                        .formatted(source, indexed(), after, ORDER, limit))
                .collect(Collectors.joining(" union all "));
    }

    /** The conditions that a partial index each serves; a draft that was kept for the person waits like what is pending. */
    private List<String> sources() {
        var status = query.status();
        if (status == null) {
            return List.of("a.status = 'approved'", "a.status = 'edited'");
        }
        return status == ActionStatus.PENDING
                ? List.of("a.status = 'pending'", ExecutionStore.IS_KEPT_DRAFT)
                : List.of("a.status = '" + EnumValue.of(status) + "'");
    }

    /** The conditions on risk and confidence, which have indexes of their own among the pending cards. */
    private String indexed() {
        var condition = new StringBuilder();
        if (query.risk() != null) {
            condition
                    .append(" and a.risk_level = '")
                    .append(EnumValue.of(query.risk()))
                    .append("'");
        }
        if (query.filter() == QueueFilter.HIGH_RISK && query.risk() != RiskLevel.HIGH) {
            condition.append(" and a.risk_level = 'high'");
        }
        if (query.filter() == QueueFilter.LOW_CONFIDENCE) {
            condition.append(" and a.confidence_score < ").append(Confidence.CERTAIN);
        }
        return condition.toString();
    }

    /** The condition on a row {@code a} that was read. */
    private String hit() {
        var condition = new StringBuilder("true");
        if (query.objective() != null) {
            condition.append(indexed());
        }
        append(condition, "a.category = '%s'", query.category());
        append(condition, "a.action_type = '%s'", query.actionType());
        append(
                condition,
                "exists (select from executions x where x.user_id = $1 and x.action_id = a.id and x.status = '%s')",
                query.execution());
        if (query.sender() != null) {
            condition.append(" and exists (").append(message("""
                    strpos(lower(m.sender_email), $6) > 0 or strpos(lower(m.sender_name), $6) > 0""")).append(")");
        }
        if (query.text() != null) {
            condition.append(" and ").append("""
                    (strpos(lower(a.summary), $7) > 0
                       or strpos(lower(coalesce(a.user_edit, a.proposed_content)), $7) > 0
                       or exists (%s))""".formatted(message("strpos(lower(m.subject), $7) > 0")));
        }
        return condition.toString();
    }

    private static void append(StringBuilder condition, String part, @Nullable Enum<?> value) {
        if (value != null) {
            condition.append(" and ").append(part.formatted(EnumValue.of(value)));
        }
    }

    /** A query for the message of a row {@code a}, or for the newest incoming one if it names none. */
    private static String message(String condition) {
        return """
                select
                from messages m
                where m.user_id = $1
                  and m.id = coalesce(
                    a.message_id,
                    (select n.id from messages n
                     where n.user_id = $1 and n.conversation_id = a.conversation_id and n.direction = 'incoming'
                       and a.mail_deleted_at is null
                     order by n.sent_at desc
                     limit 1))
                  and (%s)""".formatted(condition);
    }

    /** The total: from the counters if they have it, else counted up to the cap. */
    private String total() {
        if (query.status() != ActionStatus.PENDING) {
            return capped("agent_actions a", "a.user_id = $1 and " + sources().get(0) + indexed());
        }
        return pending() + " + "
                + capped("agent_actions a", "a.user_id = $1 and " + ExecutionStore.IS_AGENTS_DRAFT + indexed());
    }

    private String pending() {
        var risk = query.risk();
        if (query.filter() == QueueFilter.LOW_CONFIDENCE || risk != null && query.filter() == QueueFilter.HIGH_RISK) {
            return capped("agent_actions a", "a.user_id = $1 and a.status = 'pending'" + indexed());
        }
        if (risk == null && query.filter() == QueueFilter.ALL) {
            return "pending_high + pending_medium + pending_low";
        }
        return "pending_" + EnumValue.of(risk == null ? RiskLevel.HIGH : risk);
    }

    private static String capped(String source, String condition) {
        return "(select count(*) from (select 1 from %s where %s limit %d) n)"
                .formatted(source, condition, QueueQuery.TOTAL_CAP + 1);
    }
}
