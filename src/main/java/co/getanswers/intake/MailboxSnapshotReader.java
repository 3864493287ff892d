package co.getanswers.intake;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.account.ReplyLanguage;
import co.getanswers.intake.MailboxSnapshot.StoredConversation;
import co.getanswers.intake.MailboxSnapshot.StoredPolicy;
import co.getanswers.intake.ParseResult.Parsed;
import co.getanswers.mail.OwnAddresses;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.SubjectNormalizer;
import co.getanswers.mail.Threading;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.database.Pipeline;
import co.getanswers.triage.TriageInput;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the snapshot with a fixed number of statements, whose cost grows with the batch and not with the mailbox. */
final class MailboxSnapshotReader {
    /** The most messages of a conversation that are counted: some have tens of thousands. */
    static final int MAX_COUNTED = 500;

    private static final String STORED_MESSAGES = """
            select message_id, id, content_hash, sender_email, sent_at,
                   case when content_hash is null then left(body_text, %d) end as beginning
            from messages
            where user_id = $1 and message_id = any($2)
            """.formatted(StoredMessage.BEGINNING);

    private static final String REFERENCES = """
            select message_id as key, conversation_id as id, false as gmail
            from thread_references
            where user_id = $1 and message_id = any($2)
            union all
            select gmail_thread_id, id, true
            from conversations
            where user_id = $1 and gmail_thread_id = any($3)
            """;

    private static final String CONVERSATIONS = """
            select c.id, c.subject_key, c.gmail_thread_id, c.participants::text as participants, c.created_at,
                   c.objective_id, o.status, m.messages, m.last_sent_at,
                   exists (select from messages o where o.conversation_id = c.id and o.direction = 'outgoing') as answered,
                   exists (select from agent_actions a where a.conversation_id = c.id and a.status = 'pending') as pending
            from conversations c
            join objectives o on o.id = c.objective_id
            cross join lateral (
              select count(*)::int as messages,
                     max(least(seen.sent_at, seen.created_at)) as last_sent_at
              from (select sent_at, created_at
                    from messages
                    where conversation_id = c.id
                    order by sent_at desc
                    limit $3) as seen
            ) as m
            where c.user_id = $1 and c.id = any($2)
            """;

    /** The newest 20 conversations of each subject: some subjects are used without end. */
    private static final String SAME_SUBJECT = """
            select c.id, c.subject_key, c.gmail_thread_id, c.participants::text as participants, c.created_at,
                   c.objective_id, o.status, 0 as messages, false as answered, null::timestamptz as last_sent_at, false as pending
            from unnest($2::text[]) as wanted (subject_key)
            cross join lateral (
              select *
              from conversations
              where user_id = $1 and subject_key = wanted.subject_key
              order by id desc
              limit 20
            ) as c
            join objectives o on o.id = c.objective_id
            where o.status in ('waiting_on_you', 'waiting_on_others', 'scheduled')
            order by c.id desc
            """;

    /**
     * Anybody who knows the Message-IDs of a thread can write into it, with any date: only the owner's own mail proves that
     * the owner writes to an address.
     */
    private static final String HISTORIES = """
            select wanted.email, m.received, m.sent,
                   exists (
                     select from automatic_answers x
                     where x.user_id = $1 and x.email = wanted.email and x.answered_at > $3) as answered_lately
            from unnest($2::text[]) as wanted (email)
            cross join lateral (
              with seen as materialized (
                select conversation_id, direction, sender_forged
                from messages
                where user_id = $1 and sender_email = wanted.email
                limit 100)
              select (select count(*) from seen where direction = 'incoming' and not sender_forged) as received,
                     exists (
                       select
                       from seen
                       join conversations c on c.user_id = $1 and c.id = seen.conversation_id
                       where c.participants @> jsonb_build_array(
                               jsonb_build_object('email', wanted.email, 'writtenTo', true))) as sent
            ) as m
            """;

    /** At least one row; the columns of the policy are absent if there is no policy. */
    private static final String OWNER_AND_POLICIES = """
            select u.email, u.name, u.autonomy_level, %s as own_addresses,
                   u.email_verified_at is not null as proven, u.signature, u.reply_language, p.name as policy, p.rules::text as rules
            from users u
            left join policies p on p.user_id = u.id and p.is_active
            where u.id = $1
            """.formatted(OwnAddresses.SQL);

    private final Mailbox mailbox;
    private final List<ParsedMail> batch;
    private final List<ParsedMail> sent;
    private final Instant answeredSince;

    private Map<String, StoredMessage> storedMessages = Map.of();
    private Map<String, UUID> references = Map.of();
    private Map<String, UUID> gmailThreads = Map.of();
    private List<StoredConversation> conversations = List.of();
    private List<StoredConversation> sameSubject = List.of();
    private MailboxSnapshot.Waiting waiting = MailboxSnapshot.Waiting.NONE;
    private Map<String, TriageInput.History> histories = Map.of();

    private MailboxSnapshotReader(Mailbox mailbox, List<Parsed> batch, Instant answeredSince) {
        this.mailbox = mailbox;
        this.batch = batch.stream().map(Parsed::mail).toList();
        this.sent = batch.stream().filter(Parsed::sent).map(Parsed::mail).toList();
        this.answeredSince = answeredSince;
    }

    /** @param answeredSince the time from which an automatic answer counts as recent */
    static Uni<MailboxSnapshot> read(Mailbox mailbox, List<Parsed> batch, Instant answeredSince) {
        return new MailboxSnapshotReader(mailbox, batch, answeredSince).read();
    }

    private Uni<MailboxSnapshot> read() {
        return Pipeline.of(List.of(
                        rows(
                                STORED_MESSAGES,
                                texts(Stream.concat(
                                        batch.stream().map(ParsedMail::messageId),
                                        sent.stream().flatMap(MailboxSnapshotReader::answered)))),
                        rows(
                                REFERENCES,
                                texts(batch.stream().map(Threading::ids).flatMap(List::stream))
                                        .addArrayOfString(gmailThreadIds())),
                        rows(
                                HISTORIES,
                                texts(batch.stream().map(mail -> mail.sender().email()))
                                        .addValue(answeredSince.atOffset(ZoneOffset.UTC))),
                        rows(OWNER_AND_POLICIES, Tuple.of(mailbox.userId()))))
                .invoke(found -> {
                    storedMessages = storedMessages(found.get(0));
                    references = keys(found.get(1), false);
                    gmailThreads = keys(found.get(1), true);
                    histories = histories(found.get(2));
                })
                .call(this::readKeptUnderOwnIds)
                .call(this::readConversations)
                .map(found -> new MailboxSnapshot(
                        owner(found.get(3).iterator().next()),
                        storedMessages,
                        references,
                        gmailThreads,
                        conversations,
                        sameSubject,
                        histories,
                        policies(found.get(3)),
                        waiting));
    }

    /** Reads the messages with other content under a used Message-ID that an earlier import has kept; mostly none. */
    private Uni<Void> readKeptUnderOwnIds() {
        var ownIds = batch.stream().filter(this::isOther).map(StoredMessage::ownId);
        var parameters = texts(ownIds);
        return parameters.getArrayOfStrings(1).length == 0
                ? Uni.createFrom().voidItem()
                : rows(STORED_MESSAGES, parameters)
                        .invoke(rows -> {
                            var all = new HashMap<>(storedMessages);
                            all.putAll(storedMessages(rows));
                            storedMessages = all;
                        })
                        .replaceWithVoid();
    }

    private boolean isOther(ParsedMail mail) {
        var stored = storedMessages.get(mail.messageId());
        return stored != null && !stored.isSame(mail);
    }

    /**
     * Reads the conversations that the batch continues, then those with its subjects; mostly one kind is wanted. Sent mail
     * wants the cards that wait as well, and a message that was mentioned before it came the answers to it.
     */
    private Uni<Void> readConversations() {
        var continued = Stream.concat(references.values().stream(), gmailThreads.values().stream())
                .distinct()
                .toArray(UUID[]::new);
        var subjects = subjectsOfOpeners().distinct().toArray(String[]::new);
        return Pipeline.of(List.of(
                        continued.length == 0
                                ? Uni.createFrom().voidItem()
                                : rows(CONVERSATIONS, Tuple.of(mailbox.userId(), continued, MAX_COUNTED))
                                        .invoke(rows ->
                                                conversations = list(rows, MailboxSnapshotReader::storedConversation))
                                        .replaceWithVoid(),
                        subjects.length == 0
                                ? Uni.createFrom().voidItem()
                                : rows(SAME_SUBJECT, Tuple.of(mailbox.userId(), subjects))
                                        .invoke(rows ->
                                                sameSubject = list(rows, MailboxSnapshotReader::storedConversation))
                                        .replaceWithVoid(),
                        continued.length == 0 ? Uni.createFrom().voidItem() : readWaiting(continued)))
                .replaceWithVoid();
    }

    private Uni<Void> readWaiting(UUID[] continued) {
        var own = sent.stream()
                .map(mail -> Settlements.actionOf(mail.messageId()))
                .filter(Objects::nonNull)
                .toArray(UUID[]::new);
        var mentioned = batch.stream()
                .map(ParsedMail::messageId)
                .filter(id -> references.containsKey(id) && !storedMessages.containsKey(id))
                .toArray(String[]::new);
        return WaitingCardReader.read(mailbox, continued, !sent.isEmpty(), own, mentioned)
                .invoke(found -> waiting = found)
                .replaceWithVoid();
    }

    /** The Message-ID of the message that a mail answers. */
    private static Stream<String> answered(ParsedMail mail) {
        return Stream.ofNullable(Settlements.answeredBy(mail));
    }

    private String[] gmailThreadIds() {
        return batch.stream()
                .map(mail -> mail.gmail().threadId())
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }

    /** The subjects of messages without a stored conversation; they may still belong to a conversation of the batch. */
    private Stream<String> subjectsOfOpeners() {
        return batch.stream()
                .filter(mail -> !storedMessages.containsKey(mail.messageId()) || isOther(mail))
                .filter(mail -> isOther(mail)
                        ? mail.references().stream().noneMatch(references::containsKey)
                        : Threading.ids(mail).stream().noneMatch(references::containsKey))
                .map(mail -> SubjectNormalizer.normalised(mail.subject()))
                .filter(Objects::nonNull);
    }

    private Tuple texts(Stream<String> texts) {
        return Tuple.of(mailbox.userId(), texts.distinct().toArray(String[]::new));
    }

    private Uni<RowSet<Row>> rows(String sql, Tuple parameters) {
        return mailbox.client().preparedQuery(sql).execute(parameters);
    }

    private static TriageInput.Owner owner(Row row) {
        return new TriageInput.Owner(
                row.getString("email"),
                row.getString("name"),
                EnumValue.parse(AutonomyLevel.class, row.getString("autonomy_level")),
                OwnAddresses.of(row.getArrayOfStrings("own_addresses")),
                row.getBoolean("proven"),
                new TriageInput.Style(
                        row.getString("signature"),
                        EnumValue.parseNullable(ReplyLanguage.class, row.getString("reply_language"))));
    }

    private static Map<String, TriageInput.History> histories(RowSet<Row> rows) {
        return stream(rows)
                .collect(Collectors.toMap(
                        row -> row.getString("email"),
                        row -> new TriageInput.History(
                                row.getLong("received"), row.getBoolean("sent"), row.getBoolean("answered_lately"))));
    }

    private static List<StoredPolicy> policies(RowSet<Row> rows) {
        return stream(rows)
                .filter(row -> row.getString("policy") != null)
                .map(row -> new StoredPolicy(row.getString("policy"), row.getString("rules")))
                .toList();
    }

    private static StoredConversation storedConversation(Row row) {
        return new StoredConversation(
                row.getUUID("id"),
                row.getString("subject_key"),
                row.getString("gmail_thread_id"),
                row.getString("participants"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getUUID("objective_id"),
                EnumValue.parse(ObjectiveStatus.class, row.getString("status")),
                row.getInteger("messages"),
                row.getBoolean("answered"),
                row.getBoolean("pending"),
                instant(row.getOffsetDateTime("last_sent_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Map<String, StoredMessage> storedMessages(RowSet<Row> rows) {
        return stream(rows)
                .collect(Collectors.toMap(
                        row -> row.getString("message_id"),
                        row -> new StoredMessage(
                                row.getUUID("id"),
                                row.getString("content_hash"),
                                row.getString("sender_email"),
                                row.getOffsetDateTime("sent_at").toInstant(),
                                row.getString("beginning"))));
    }

    /** The conversations by Message-ID or thread; the old service may have several of one thread, of which one counts. */
    private static Map<String, UUID> keys(RowSet<Row> rows, boolean gmail) {
        return stream(rows)
                .filter(row -> row.getBoolean("gmail") == gmail)
                .collect(Collectors.toMap(
                        row -> row.getString("key"),
                        row -> row.getUUID("id"),
                        (one, other) -> one.compareTo(other) < 0 ? one : other));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return stream(rows).map(read).toList();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
