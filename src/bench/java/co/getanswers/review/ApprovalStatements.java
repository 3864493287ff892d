package co.getanswers.review;

import co.getanswers.agent.Outbox;

/**
 * What the service sends when a card is approved, in its order, between a begin and a commit; the last comes after them.
 * Most of it Hibernate writes there, so it stands here a second time, with no more columns than are needed: the benchmark
 * tells how many statements the service really sends for a request. The counters follow {@link #OTHERS}.
 */
public final class ApprovalStatements {
    /** Parameters: the user. */
    public static final String LOCK = "select user_id from user_counters where user_id = $1 for update";

    /** Parameters: the user, the card, the time. */
    public static final String DECIDE = """
            update agent_actions
            set status = 'approved', decided_by = 'person', resolved_at = $3, updated_at = $3, approved_at = $3,
                approval_note = null, override_reason = null, returned_reason = null
            where user_id = $1 and id = $2 and status = 'pending'""";

    /** Parameters: the user, the card. */
    public static final String FIND = """
            select conversation_id, risk_level,
                   case action_type when 'schedule' then 'scheduled' when 'file' then 'handled' else 'waiting_on_others' end as next
            from agent_actions
            where user_id = $1 and id = $2""";

    /** Parameters: the new row's id, the user, the card, when it may be carried out, the time. */
    public static final String EXECUTE = """
            insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)
            values ($1, $2, $3, 'queued', 0, $4, $5)""";

    public static final String ANNOUNCE = Outbox.ANNOUNCE;

    /** Parameters: the user, the conversation. */
    public static final String OBJECTIVE = """
            select id as objective_id, status as objective_status
            from objectives
            where user_id = $1 and id = (select objective_id from conversations where user_id = $1 and id = $2)""";

    /** Parameters: the card, where its objective stood. */
    public static final String REMEMBER = "update agent_actions set objective_before = $2 where id = $1";

    /** Parameters: the user, the objective. Tells 1 where nothing else of it waits. */
    public static final String OTHERS = """
            select (count(*) = 0)::integer as settled
            from agent_actions
            where user_id = $1 and status = 'pending'
                  and conversation_id in (select id from conversations where user_id = $1 and objective_id = $2)""";

    /** Parameters: the objective, where it stands now, the time. Only for one that is settled by it. */
    public static final String MOVE = """
            update objectives
            set status = $2, due_at = case when $2 = 'scheduled' then due_at end, updated_at = $3
            where id = $1 and status <> 'muted'""";

    /** Parameters: the user, the card. */
    public static final String CARD = Queue.CARD;

    private ApprovalStatements() {}
}
