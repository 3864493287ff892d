package co.getanswers.action;

import co.getanswers.account.MailboxTransaction.Mailbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** The statements that let nobody get two automatic answers within {@link ExecutionSettings#answerInterval()}. */
final class AutomaticAnswers {
    static final String REFUSED_REASON =
            "The sender was answered automatically a short time ago, and nothing was sent: read the message, then decide.";

    private static final String RECORD = """
            insert into automatic_answers (user_id, email, action, answered_at)
            select $1, email, action, $2
            from unnest($3::text[], $4::uuid[]) as batch (email, action)
            on conflict (user_id, email) do update
            set action = excluded.action, answered_at = excluded.answered_at""";

    /**
     * The common table expression that has a row if the agent's action of {@code held} may answer its sender. Of two
     * instances that answer the same person, the second waits for the first here, and then finds its row.
     */
    static final String CLAIM = """
            insert into automatic_answers (user_id, email, action, answered_at)
            select held.user_id, m.sender_email, held.action_id, now()
            from held
            join messages m on m.id = %s
            where held.decided_by = 'agent'
            on conflict (user_id, email) do update
            set action = excluded.action, answered_at = excluded.answered_at
            where automatic_answers.action = excluded.action
               or automatic_answers.answered_at <= now() - make_interval(secs => $5)
            returning 1""".formatted(answered("held"));

    /** The condition that another action answered the sender of the message of action $2, of user $1. */
    static final String ANSWERED_BY_ANOTHER = """
            select exists (
              select
              from agent_actions a
              join messages m on m.id = %s
              join automatic_answers x on x.user_id = a.user_id and x.email = m.sender_email
              where a.user_id = $1 and a.id = $2 and x.action <> a.id
                and x.answered_at > now() - make_interval(secs => $3)) as answered""".formatted(answered("a"));

    private AutomaticAnswers() {}

    /** The message that an action answers; the old service's actions name none. */
    private static String answered(String action) {
        return """
                coalesce(%1$s.message_id, (
                  select latest.id
                  from messages latest
                  where latest.conversation_id = %1$s.conversation_id and latest.direction = 'incoming'
                  order by latest.sent_at desc
                  limit 1))""".formatted(action);
    }

    /** Records answers that the transaction enqueues, each action with its recipient. */
    static Uni<Void> record(Mailbox mailbox, Map<UUID, String> recipients) {
        var actions = recipients.keySet().toArray(UUID[]::new);
        var emails = recipients.values().toArray(String[]::new);
        return mailbox.client()
                .preparedQuery(RECORD)
                .execute(Tuple.of(mailbox.userId(), mailbox.now().atOffset(ZoneOffset.UTC), emails, actions))
                .replaceWithVoid();
    }
}
