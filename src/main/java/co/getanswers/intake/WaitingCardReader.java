package co.getanswers.intake;

import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ExecutionStore;
import co.getanswers.mail.AddressFieldsJson;
import co.getanswers.mail.InboxPlaces;
import co.getanswers.mail.Participant;
import co.getanswers.platform.database.Pipeline;
import co.getanswers.triage.AutomaticReply;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the cards that wait, and the owner's sent mail that may settle them. */
final class WaitingCardReader {
    /** The most cards of a batch's objectives that are read. */
    static final int MOST = 1_000;

    private static final int MOST_ANSWERS = 500;

    /** The condition on a row {@code a} of agent_actions: it waits for the person. */
    static final String WAITS = "(a.status = 'pending' or %s)".formatted(ExecutionStore.IS_KEPT_DRAFT);

    /**
     * The condition on a row {@code a} of agent_actions of user $1: other mail programs may settle it. A card is left alone that
     * the person has edited, that came back with a reason, that is the person's own answer withdrawn, that has more to do, or
     * whose message also came to another mailbox of the user.
     */
    static final String UNTOUCHED = """
            a.user_edit is null and a.returned_reason is null and a.recipients is null and a.category is not null
              and not exists (
                select
                from (select user_id, status from executions where action_id = a.id offset 0) e
                where e.user_id = $1 and e.status <> 'done')
              and (
                select count(distinct places.account_id)
                from (
                  %s
                ) places) <= 1""".formatted(InboxPlaces.SQL);

    /** Columns of a row {@code a} of agent_actions, its conversation {@code c} and its message {@code m}. */
    static final String COLUMNS = """
            a.id, a.conversation_id, c.objective_id, a.risk_level, a.status = 'approved' as kept, a.resolved_at, a.updated_at,
            m.message_id as mail_id, coalesce(least(m.sent_at, m.created_at), a.created_at) as mail_at, m.sender_email,
            m.mail_addresses::text as mail_addresses,
            %s as untouched""".formatted(UNTOUCHED);

    private static final String CARDS = """
            select %s
            from conversations c
            join agent_actions a on a.user_id = $1 and a.conversation_id = c.id
            left join messages m on m.user_id = $1 and m.id = a.message_id
            where c.user_id = $1
              and c.objective_id in (
                select seen.objective_id from conversations seen where seen.user_id = $1 and seen.id = any($2))
              and %s
            limit $3""".formatted(COLUMNS, WAITS);

    private static final String OWN_REPLIES = "select id from agent_actions where user_id = $1 and id = any($2)";

    private static final String ANSWERS = """
            select array_append(coalesce(m.mail_references, '{}'), m.in_reply_to) as referred, m.sent_at, m.subject,
                   left(m.body_text, %d) as beginning, m.mail_addresses::text as mail_addresses
            from messages m
            where m.user_id = $1 and m.conversation_id = any($2) and m.direction = 'outgoing'
              and (m.in_reply_to = any($3) or m.mail_references && $3::text[])
              and (exists (
                     select
                     from folder_messages l
                     join mail_folders f on f.user_id = $1 and f.id = l.folder_id
                     where l.message_id = m.id and f.role = 'sent')
                   or exists (select from gmail_messages g where g.user_id = $1 and g.message_id = m.id))
            limit %d""".formatted(SentAnswer.BEGINNING, MOST_ANSWERS);

    private WaitingCardReader() {}

    /**
     * Reads at once what is wanted.
     *
     * @param conversations those whose objectives' cards are read
     * @param cards whether the cards are wanted
     * @param actions the ids that may be those of the service's own replies
     * @param messageIds those of messages that were mentioned before they came
     */
    static Uni<MailboxSnapshot.Waiting> read(
            Mailbox mailbox, UUID[] conversations, boolean cards, UUID[] actions, String[] messageIds) {
        return Pipeline.of(List.of(
                        cards ? rows(mailbox, CARDS, Tuple.of(mailbox.userId(), conversations, MOST)) : none(),
                        actions.length == 0 ? none() : rows(mailbox, OWN_REPLIES, Tuple.of(mailbox.userId(), actions)),
                        messageIds.length == 0
                                ? none()
                                : rows(mailbox, ANSWERS, Tuple.of(mailbox.userId(), conversations, messageIds))))
                .map(found -> new MailboxSnapshot.Waiting(
                        found.get(0).stream().map(WaitingCardReader::card).toList(),
                        found.get(0).size() < MOST,
                        found.get(1).stream().map(row -> row.getUUID("id")).collect(Collectors.toUnmodifiableSet()),
                        found.get(2).stream().map(WaitingCardReader::answer).toList()));
    }

    private static Uni<List<Row>> none() {
        return Uni.createFrom().item(List.of());
    }

    private static Uni<List<Row>> rows(Mailbox mailbox, String sql, Tuple parameters) {
        return mailbox.client()
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    static WaitingCard card(Row row) {
        var sender = row.getString("sender_email");
        return new WaitingCard(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                row.getUUID("objective_id"),
                row.getString("mail_id"),
                row.getOffsetDateTime("mail_at").toInstant(),
                Settlements.authors(
                        new Participant(sender == null ? "" : sender, ""),
                        AddressFieldsJson.read(row.getString("mail_addresses")).replyTo()),
                row.getString("risk_level"),
                row.getBoolean("kept"),
                instant(row.getOffsetDateTime("resolved_at")),
                instant(row.getOffsetDateTime("updated_at")),
                row.getBoolean("untouched"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static SentAnswer answer(Row row) {
        var referred = new HashSet<String>();
        for (var id : row.getArrayOfStrings("referred")) {
            if (id != null) {
                referred.add(id);
            }
        }
        return new SentAnswer(
                Set.copyOf(referred),
                Instant.EPOCH,
                SentAnswer.emails(AddressFieldsJson.read(row.getString("mail_addresses"))),
                row.getOffsetDateTime("sent_at").toInstant(),
                AutomaticReply.isLikely(row.getString("subject"), row.getString("beginning")));
    }
}
