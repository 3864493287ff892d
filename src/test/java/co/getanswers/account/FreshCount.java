package co.getanswers.account;

/** Holds the kept counts against what the tables say: the check behind {@link UserCounters}. */
public final class FreshCount {
    /** One row for each user whose kept counts differ, with both. Reads everything. */
    public static final String DIFFERENCES = """
            with fresh as (
              select u.id as user_id,
                     coalesce(a.pending_high, 0) as pending_high,
                     coalesce(a.pending_medium, 0) as pending_medium,
                     coalesce(a.pending_low, 0) as pending_low,
                     coalesce(o.waiting_on_you, 0) as waiting_on_you,
                     coalesce(o.waiting_on_others, 0) as waiting_on_others,
                     coalesce(o.handled, 0) as handled,
                     coalesce(o.scheduled, 0) as scheduled,
                     coalesce(o.muted, 0) as muted,
                     coalesce(a.resolved_that_day, 0) as resolved_that_day,
                     coalesce(a.autonomous_that_day, 0) as autonomous_that_day
              from users u
              left join (
                select a.user_id,
                       count(*) filter (where status = 'pending' and risk_level = 'high') as pending_high,
                       count(*) filter (where status = 'pending' and risk_level = 'medium') as pending_medium,
                       count(*) filter (where status = 'pending' and risk_level = 'low') as pending_low,
                       count(*) filter (where today) as resolved_that_day,
                       count(*) filter (where today and decided_by = 'agent') as autonomous_that_day
                from agent_actions a
                join user_counters k on k.user_id = a.user_id
                cross join lateral (select (a.resolved_at at time zone 'UTC')::date = k.resolved_on as today) day
                group by a.user_id
              ) a on a.user_id = u.id
              left join (
                select user_id,
                       count(*) filter (where status = 'waiting_on_you') as waiting_on_you,
                       count(*) filter (where status = 'waiting_on_others') as waiting_on_others,
                       count(*) filter (where status = 'handled') as handled,
                       count(*) filter (where status = 'scheduled') as scheduled,
                       count(*) filter (where status = 'muted') as muted
                from objectives
                group by user_id
              ) o on o.user_id = u.id
            )
            select fresh.user_id, to_jsonb(k) - 'resolved_on' as kept, to_jsonb(fresh) as counted
            from fresh
            left join user_counters k on k.user_id = fresh.user_id
            where (to_jsonb(k) - 'resolved_on') is distinct from to_jsonb(fresh)""";

    private FreshCount() {}
}
