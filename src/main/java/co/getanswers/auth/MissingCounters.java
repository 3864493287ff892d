package co.getanswers.auth;

import co.getanswers.account.UserCounters;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * Makes the row in {@link UserCounters} of a user who has none: the service before registers without one, and they
 * sign in here before they do anything else.
 */
final class MissingCounters {
    private static final String COUNT = """
            insert into user_counters (
              user_id, pending_high, pending_medium, pending_low,
              waiting_on_you, waiting_on_others, handled, scheduled, muted,
              resolved_on, resolved_that_day, autonomous_that_day)
            select u.id, pending.high, pending.medium, pending.low,
                   standing.waiting_on_you, standing.waiting_on_others, standing.handled, standing.scheduled, standing.muted,
                   resolved.on_day, coalesce(resolved.that_day, 0), coalesce(resolved.by_agent, 0)
            from users u
            cross join lateral (
              select count(*) filter (where risk_level = 'high') as high,
                     count(*) filter (where risk_level = 'medium') as medium,
                     count(*) filter (where risk_level = 'low') as low
              from agent_actions
              where user_id = u.id and status = 'pending') pending
            cross join lateral (
              select count(*) filter (where status = 'waiting_on_you') as waiting_on_you,
                     count(*) filter (where status = 'waiting_on_others') as waiting_on_others,
                     count(*) filter (where status = 'handled') as handled,
                     count(*) filter (where status = 'scheduled') as scheduled,
                     count(*) filter (where status = 'muted') as muted
              from objectives
              where user_id = u.id) standing
            left join lateral (
              select cast(resolved_at at time zone 'UTC' as date) as on_day, count(*) as that_day,
                     count(*) filter (where decided_by = 'agent') as by_agent
              from agent_actions
              where user_id = u.id and resolved_at is not null
              group by on_day
              order by on_day desc
              limit 1) resolved on true
            where u.id = ?1 and not exists (select from user_counters where user_id = ?1)
            on conflict (user_id) do nothing""";

    private MissingCounters() {}

    /** Counts in the caller's transaction; does nothing if the user has the row. */
    static Uni<Void> fill(UUID userId) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(COUNT)
                        .setParameter(1, userId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
