package co.getanswers.execution;

import co.getanswers.platform.IdentifierGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Approved drafts of one person that wait to be carried out, in threads of their own, put there by SQL. */
final class ApprovedActions {
    private final Connection connection;
    private final UUID owner;

    private ApprovedActions(Connection connection, UUID owner) {
        this.connection = connection;
        this.owner = owner;
    }

    ApprovedActions(Connection connection) throws SQLException {
        this(connection, IdentifierGenerator.next());
        execute(
                "insert into users (id, email, name, autonomy_level, created_at, updated_at, email_verified_at)"
                        + " values (?, ?, 'Sam Owner', 'medium', now(), now(), now())",
                owner,
                "sam-" + owner + "@owner.example");
        execute("insert into user_counters (user_id) values (?)", owner);
    }

    /** The same person over another connection. */
    ApprovedActions over(Connection another) {
        return new ApprovedActions(another, owner);
    }

    UUID owner() {
        return owner;
    }

    /** @return the actions of one new thread, in the order in which they were decided */
    List<UUID> thread(int actions) throws SQLException {
        var objective = IdentifierGenerator.next();
        var conversation = IdentifierGenerator.next();
        var message = IdentifierGenerator.next();
        execute(
                "insert into objectives (id, user_id, title, status, created_at, updated_at)"
                        + " values (?, ?, 'Renewal', 'waiting_on_others', now(), now())",
                objective,
                owner);
        execute("update user_counters set waiting_on_others = waiting_on_others + 1 where user_id = ?", owner);
        execute(
                "insert into conversations (id, user_id, objective_id, participants, created_at, updated_at)"
                        + " values (?, ?, ?, '[]', now(), now())",
                conversation,
                owner,
                objective);
        execute(
                "insert into messages (id, user_id, conversation_id, message_id, sender_email, sender_name, subject,"
                        + " body_text, body_html, direction, sent_at, created_at) values (?, ?, ?, ?,"
                        + " 'dana@acme.example', 'Dana Reyes', 'Renewal', 'A quote?', '', 'incoming', now(), now())",
                message,
                owner,
                conversation,
                message + "@acme.example");
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < actions; i++) {
            ids.add(action(conversation, message));
        }
        execute("select pg_notify('executions', '')");
        return ids;
    }

    private UUID action(UUID conversation, UUID message) throws SQLException {
        var id = IdentifierGenerator.next();
        execute(
                "insert into agent_actions (id, user_id, conversation_id, message_id, action_type, proposed_content,"
                        + " confidence_score, risk_level, priority_score, status, decided_by, created_at, resolved_at,"
                        + " approved_at) values (?, ?, ?, ?, 'draft', 'Yes.', 0.9, 'low', 50, 'approved', 'person',"
                        + " now(), now(), now())",
                id,
                owner,
                conversation,
                message);
        execute(
                "insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)"
                        + " values (?, ?, ?, 'queued', 0, now(), now())",
                IdentifierGenerator.next(),
                owner,
                id);
        return id;
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
