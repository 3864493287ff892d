package co.getanswers.delivery;

import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionStore;
import co.getanswers.mail.AddressFields;
import co.getanswers.mail.AddressFieldsJson;
import co.getanswers.mail.Direction;
import co.getanswers.mail.OwnAddresses;
import co.getanswers.mail.Participant;
import co.getanswers.mail.Recipients;
import co.getanswers.platform.EnumValue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that is to become a reply, with the message that it answers.
 *
 * @param owner the user whose mail it is, with the address that the reply is from
 * @param own all addresses of the owner
 * @param text the text that the person typed, else the proposal
 * @param decidedBy absent while pending, and from rows of the old service
 * @param toAll whether the person chose to reply to all
 * @param typed the recipients that the person typed; absent if the answered message determines them
 * @param answered absent if the conversation has no message that could be answered
 * @param movedOn whether the conversation got mail after the decision that this service did not send
 * @param account the mailbox by whose server it goes out; absent if the service's own server sends it
 * @param readAt the database's time at which this was read
 */
public record ReplyContext(
        UUID actionId,
        UUID conversationId,
        Participant owner,
        Set<String> own,
        @Nullable Decider decidedBy,
        String text,
        boolean toAll,
        @Nullable Recipients typed,
        @Nullable Answered answered,
        boolean movedOn,
        @Nullable SendingAccount account,
        Instant readAt) {

    /** @param keepsSent whether a copy of the reply has to be put into the folder of sent mail */
    public record SendingAccount(UUID id, boolean keepsSent) {}

    /**
     * The message that is answered.
     *
     * @param messageId as stored; absent only from rows of the old service
     * @param references oldest first
     * @param outgoing whether the owner wrote it
     */
    public record Answered(
            @Nullable String messageId,
            @Nullable String inReplyTo,
            List<String> references,
            Participant sender,
            AddressFields addresses,
            boolean outgoing,
            String subject,
            String text,
            Instant sentAt) {}

    private static final String READ =
            """
            select a.id, a.conversation_id, a.decided_by, a.reply_all, a.recipients::text as typed_recipients,
                   coalesce(a.user_edit, a.proposed_content) as text, u.email, u.name,
                   own.account_id, own.account_address, own.keeps_sent,
                   %s as own_addresses,
                   m.id as answered, m.message_id, m.in_reply_to, m.mail_references, m.sender_email, m.sender_name,
                   m.mail_addresses::text as mail_addresses, m.direction, m.subject, left(m.body_text, %d) as body_text,
                   m.sent_at, %s as moved_on, clock_timestamp() as read_at
            from agent_actions a
            join users u on u.id = a.user_id
            left join messages m on m.user_id = $1 and m.id = coalesce(a.message_id, (
              select latest.id
              from messages latest
              where latest.user_id = $1 and latest.conversation_id = a.conversation_id
                and latest.direction = 'incoming' and a.mail_deleted_at is null
              order by latest.sent_at desc
              limit 1))
            left join lateral (
              select x.id as account_id, x.keeps_sent, coalesce(addressed.email, x.addresses[1]) as account_address
              from mail_accounts x
              left join lateral (
                select mine.email
                from unnest(x.addresses) as mine (email)
                where exists (
                  select
                  from jsonb_array_elements(
                    coalesce(m.mail_addresses -> 'to', '[]') || coalesce(m.mail_addresses -> 'cc', '[]')) field
                  where lower(field ->> 'email') = mine.email)
                limit 1) addressed on true
              where x.user_id = $1
              order by exists (
                  select
                  from folder_messages l
                  join mail_folders f on f.id = l.folder_id
                  where l.message_id = m.id and f.account_id = x.id)
                or exists (
                  select from gmail_messages g where g.account_id = x.id and g.message_id = m.id) desc,
                addressed.email is null, x.created_at
              limit 1) own on true
            where a.user_id = $1 and a.id = $2""".formatted(OwnAddresses.SQL, Quotation.MAX_LENGTH + 1, ExecutionStore.MOVED_ON);

    /** Reads the context of an action; absent if the action is gone. */
    public static Uni<@Nullable ReplyContext> read(SqlClient client, UUID userId, UUID actionId) {
        return client.preparedQuery(READ)
                .execute(Tuple.of(userId, actionId))
                .map(rows -> rows.rowCount() == 0 ? null : of(rows.iterator().next()));
    }

    /** The same action, as if the person had approved it now. */
    public ReplyContext approved(boolean toAll) {
        return new ReplyContext(
                actionId,
                conversationId,
                owner,
                own,
                Decider.PERSON,
                text,
                toAll,
                typed,
                answered,
                movedOn,
                account,
                readAt);
    }

    /** The recipients of the reply; nobody if there is no message to answer. */
    Recipients recipients() {
        if (typed != null) {
            return typed;
        }
        return answered == null
                ? new Recipients(List.of(), List.of())
                : Recipients.of(
                        new Recipients.Answered(answered.sender, answered.addresses, answered.outgoing),
                        own::contains,
                        toAll);
    }

    private static ReplyContext of(Row row) {
        var account = row.getUUID("account_id");
        var email = account == null ? row.getString("email") : row.getString("account_address");
        return new ReplyContext(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                new Participant(email, row.getString("name")),
                OwnAddresses.of(row.getArrayOfStrings("own_addresses")),
                EnumValue.parseNullable(Decider.class, row.getString("decided_by")),
                row.getString("text"),
                row.getBoolean("reply_all"),
                AddressFieldsJson.readRecipients(row.getString("typed_recipients")),
                row.getUUID("answered") == null ? null : answered(row),
                row.getBoolean("moved_on"),
                account == null ? null : new SendingAccount(account, row.getBoolean("keeps_sent")),
                row.getOffsetDateTime("read_at").toInstant());
    }

    private static Answered answered(Row row) {
        var references = row.getArrayOfStrings("mail_references");
        return new Answered(
                row.getString("message_id"),
                row.getString("in_reply_to"),
                references == null ? List.of() : List.of(references),
                new Participant(row.getString("sender_email"), row.getString("sender_name")),
                AddressFieldsJson.read(row.getString("mail_addresses")),
                Direction.OUTGOING.value().equals(row.getString("direction")),
                row.getString("subject"),
                row.getString("body_text"),
                row.getOffsetDateTime("sent_at").toInstant());
    }
}
