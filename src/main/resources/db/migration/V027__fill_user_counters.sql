-- After the owners are required: the old service adds nothing any more that a count would miss.
INSERT INTO user_counters (
    user_id, pending_high, pending_medium, pending_low,
    waiting_on_you, waiting_on_others, handled, scheduled, muted,
    resolved_on, resolved_that_day, autonomous_that_day)
SELECT
    users.id, pending.high, pending.medium, pending.low,
    standing.waiting_on_you, standing.waiting_on_others, standing.handled, standing.scheduled, standing.muted,
    resolved.on_day, coalesce(resolved.that_day, 0), coalesce(resolved.autonomous, 0)
FROM users
CROSS JOIN LATERAL (
    SELECT
        count(*) FILTER (WHERE risk_level = 'high') AS high,
        count(*) FILTER (WHERE risk_level = 'medium') AS medium,
        count(*) FILTER (WHERE risk_level = 'low') AS low
    FROM agent_actions
    WHERE user_id = users.id AND status = 'pending') AS pending
CROSS JOIN LATERAL (
    SELECT
        count(*) FILTER (WHERE status = 'waiting_on_you') AS waiting_on_you,
        count(*) FILTER (WHERE status = 'waiting_on_others') AS waiting_on_others,
        count(*) FILTER (WHERE status = 'handled') AS handled,
        count(*) FILTER (WHERE status = 'scheduled') AS scheduled,
        count(*) FILTER (WHERE status = 'muted') AS muted
    FROM objectives
    WHERE user_id = users.id) AS standing
LEFT JOIN LATERAL (
    SELECT
        (resolved_at AT TIME ZONE 'UTC')::date AS on_day,
        count(*) AS that_day,
        count(*) FILTER (WHERE decided_by = 'agent') AS autonomous
    FROM agent_actions
    WHERE user_id = users.id AND resolved_at IS NOT NULL
    GROUP BY on_day
    ORDER BY on_day DESC
    LIMIT 1) AS resolved ON true
ON CONFLICT (user_id) DO NOTHING;
