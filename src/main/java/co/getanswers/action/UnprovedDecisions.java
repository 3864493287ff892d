package co.getanswers.action;

import co.getanswers.account.FirstProof;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stops everything that was decided before an address was proved and has not been sent, when its owner takes the account
 * over: somebody else may have decided it. The cards are pending again, with the texts that were typed.
 */
@ApplicationScoped
class UnprovedDecisions implements FirstProof {
    private static final String REASON =
            "This was decided before the address was proved to be yours, and nothing was sent: decide again.";

    private static final String[] RISKS = {"high", "medium", "low"};
    private static final String[] OBJECTIVES = {"waiting_on_others", "handled", "scheduled"};

    /**
     * Parameters: the user and the reason. The counters change in any case: a decision that read them before the proof and
     * commits after it then finds that it was too late.
     */
    private static final String STOP = """
            with removed as (
              %s
            ), returned as (
              update agent_actions a
              set status = 'pending', decided_by = null, resolved_at = null, approved_at = null,
                  objective_before = null, objective_due_before = null, returned_reason = ?2,
                  updated_at = clock_timestamp()
              from removed
              where a.user_id = ?1 and a.id = removed.id
            ), moved as (
              update objectives o
              set status = 'waiting_on_you', due_at = null, updated_at = clock_timestamp()
              from (
                select distinct b.id, b.status
                from removed
                join conversations c on c.user_id = ?1 and c.id = removed.conversation_id
                join objectives b on b.user_id = ?1 and b.id = c.objective_id
                where b.status not in ('waiting_on_you', 'muted')) was
              where o.user_id = ?1 and o.id = was.id
              returning was.status
            )
            update user_counters k
            set %s, %s,
                waiting_on_you = waiting_on_you + (select count(*) from moved),
                resolved_that_day = resolved_that_day - (
                  select count(*) from removed where cast(resolved_at at time zone 'UTC' as date) = k.resolved_on),
                autonomous_that_day = autonomous_that_day - (
                  select count(*) from removed
                  where decided_by = 'agent' and cast(resolved_at at time zone 'UTC' as date) = k.resolved_on)
            where k.user_id = ?1""".formatted(
                    ExecutionStore.REMOVE_UNPROVED,
                    each(
                            RISKS,
                            "pending_%1$s = pending_%1$s + (select count(*) from removed where risk_level = '%1$s')"
                                    ::formatted),
                    each(OBJECTIVES, "%1$s = %1$s - (select count(*) from moved where status = '%1$s')"::formatted));

    private static String each(String[] values, Function<String, String> text) {
        return Arrays.stream(values).map(text).collect(Collectors.joining(", "));
    }

    @Override
    public Uni<Void> stop(UUID userId) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(STOP)
                        .setParameter(1, userId)
                        .setParameter(2, REASON)
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> resume(UUID userId) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(ExecutionStore.RESUME_PROVED)
                        .setParameter(1, userId)
                        .executeUpdate()
                        .chain(() -> database.createNativeQuery(ExecutionStore.NOTIFY, String.class)
                                .getSingleResult()))
                .replaceWithVoid();
    }
}
