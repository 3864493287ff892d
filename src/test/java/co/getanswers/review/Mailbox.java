package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestAccounts.Account;
import co.getanswers.TestSql;
import co.getanswers.account.FreshCount;
import co.getanswers.platform.IdentifierGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Fills a person's mailbox by SQL, and holds the counters against it. */
public record Mailbox(Account owner) {
    public UUID objective(String title, String status) {
        var id = IdentifierGenerator.next();
        TestSql.execute("""
                insert into objectives (id, user_id, title, status, created_at, updated_at)
                values (?, ?, ?, ?, now(), now())""", id, owner.id(), title, status);
        TestSql.execute("update user_counters set %1$s = %1$s + 1 where user_id = ?".formatted(status), owner.id());
        return id;
    }

    public UUID conversation(UUID objective) {
        var id = IdentifierGenerator.next();
        TestSql.execute("""
                insert into conversations (id, user_id, objective_id, participants, created_at, updated_at)
                values (?, ?, ?, '[{"email": "dana@acme.example", "name": "Dana Reyes"}]', now(), now())""", id, owner.id(), objective);
        return id;
    }

    public UUID message(UUID conversation, String direction, Instant at, String text) {
        var id = IdentifierGenerator.next();
        TestSql.execute("""
                insert into messages (id, user_id, conversation_id, message_id, sender_email, sender_name, subject,
                                      body_text, body_html, direction, sent_at, created_at)
                values (?, ?, ?, ?, 'dana@acme.example', 'Dana Reyes', 'Renewal', ?, '', ?, ?, now())""", id, owner.id(), conversation, id + "@acme.example", text, direction, at);
        return id;
    }

    /** {@code count} incoming messages, one a second up to now. */
    public void manyMessages(UUID conversation, int count, int characters) {
        TestSql.execute("""
                insert into messages (id, user_id, conversation_id, sender_email, sender_name, subject, body_text,
                                      body_html, direction, sent_at, created_at)
                select gen_random_uuid(), ?, ?, 'dana@acme.example', 'Dana Reyes', 'Renewal', repeat('x', ?), '',
                       'incoming', now() - make_interval(secs => n), now()
                from generate_series(1, ?) n""", owner.id(), conversation, characters, count);
    }

    /** A pending draft of risk low in a conversation and objective of its own. */
    public UUID card() {
        return card(conversation(objective("Renewal", "waiting_on_you")), "draft", "low", 50, 0.8);
    }

    public UUID card(UUID conversation, String type, String risk, int priority, double confidence) {
        var id = IdentifierGenerator.next();
        TestSql.execute(
                """
                insert into agent_actions (id, user_id, conversation_id, action_type, proposed_content,
                                           confidence_score, risk_level, priority_score, status, category, summary,
                                           rationale, created_at)
                values (?, ?, ?, ?, 'Dear Dana, yes.', ?, ?, ?, 'pending', 'client', 'Dana asks for a quote',
                        '{"signals": [], "policies": [], "gate": "It waits."}', ?)""",
                id,
                owner.id(),
                conversation,
                type,
                confidence,
                risk,
                priority,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        TestSql.execute(
                "update user_counters set pending_%1$s = pending_%1$s + 1 where user_id = ?".formatted(risk),
                owner.id());
        return id;
    }

    /** {@code count} pending cards of every priority, risk and confidence, in threads of a few messages each. */
    public void manyCards(int count) {
        var objective = objective("Many", "waiting_on_you");
        TestSql.execute("""
                with thread as (
                  insert into conversations (id, user_id, objective_id, participants, created_at, updated_at)
                  select gen_random_uuid(), ?, ?, '[]', now(), now()
                  from generate_series(0, ? / 10)
                  returning id, user_id
                ),
                mail as (
                  insert into messages (id, user_id, conversation_id, sender_email, sender_name, subject, body_text,
                                        body_html, direction, sent_at, created_at)
                  select gen_random_uuid(), user_id, id, 'dana@acme.example', 'Dana Reyes', 'Renewal', 'Hello', '',
                         case n when 2 then 'outgoing' else 'incoming' end, now() - make_interval(hours => n), now()
                  from thread, generate_series(1, 4) n
                ),
                numbered as (select id, user_id, row_number() over () - 1 as number from thread)
                insert into agent_actions (id, user_id, conversation_id, action_type, proposed_content,
                                           confidence_score, risk_level, priority_score, status, summary, created_at)
                select gen_random_uuid(), t.user_id, t.id, 'draft', 'Yes.', (n * 7 % 100) / 100.0,
                       (array['high', 'medium', 'low'])[1 + n % 3], n * 31 % 101, 'pending', 'Card ' || n,
                       timestamptz '2026-01-01 00:00:00Z' + make_interval(secs => n / 3)
                from generate_series(1, ?) n
                join numbered t on t.number = n / 10""", owner.id(), objective, count, count);
        recount();
    }

    /** Lets every other card say which message it is about. */
    public void tellMessages() {
        TestSql.execute("""
                update agent_actions a
                set message_id = (select id from messages where conversation_id = a.conversation_id limit 1)
                where user_id = ? and priority_score % 2 = 0""", owner.id());
    }

    /** Approves the {@code count} oldest pending cards and carries them out, without what that does besides. */
    public void approve(int count) {
        TestSql.execute("""
                update agent_actions
                set status = 'approved'
                where id in (
                  select id from agent_actions where user_id = ? and status = 'pending' order by created_at, id limit ?
                )""", owner.id(), count);
        TestSql.execute("""
                insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)
                select gen_random_uuid(), user_id, id, 'done', 1, now(), now()
                from agent_actions
                where user_id = ? and status = 'approved'
                on conflict do nothing""", owner.id());
        recount();
    }

    private void recount() {
        TestSql.execute("""
                update user_counters k
                set pending_high = a.high, pending_medium = a.medium, pending_low = a.low
                from (
                  select count(*) filter (where risk_level = 'high') as high,
                         count(*) filter (where risk_level = 'medium') as medium,
                         count(*) filter (where risk_level = 'low') as low
                  from agent_actions
                  where user_id = ? and status = 'pending'
                ) a
                where k.user_id = ?""", owner.id(), owner.id());
    }

    public String objectiveStatus(UUID card) {
        return TestSql.value(String.class, """
                select o.status
                from agent_actions a
                join conversations c on c.id = a.conversation_id
                join objectives o on o.id = c.objective_id
                where a.id = ?""", card);
    }

    public long executions(UUID card) {
        return TestSql.value(Long.class, "select count(*) from executions where action_id = ?", card);
    }

    /** To be called after whatever changes what is counted. */
    public void assertCountersAreRight() {
        var difference = TestSql.value(
                String.class,
                "select 'kept ' || kept::text || ', counted ' || counted::text from (" + FreshCount.DIFFERENCES
                        + ") d where user_id = ?",
                owner.id());
        assertThat(difference).as("difference of the counters").isNull();
    }
}
