package co.getanswers.intake;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.account.ReplyLanguage;
import co.getanswers.account.ReplyTone;
import co.getanswers.intake.MailboxSnapshot.StoredConversation;
import co.getanswers.intake.MailboxSnapshot.StoredPolicy;
import co.getanswers.intake.ParseResult.Parsed;
import co.getanswers.mail.OwnAddresses;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.SubjectNormalizer;
import co.getanswers.mail.Threading;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.triage.TriageInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the snapshot with a fixed number of statements, whose cost grows with the batch and not with the mailbox. */
final class MailboxSnapshotReader {
    /** The most messages of a conversation that are counted: some have tens of thousands. */
    static final int MAX_COUNTED = 500;

    /**
     * A lookup for each id, in the order of the one index that has both columns: for a condition of equality the server may
     * take any index that begins with the user, and so reads all messages of one who had few when it planned.
     */
    private static final String STORED_MESSAGES = """
            select m.message_id, m.id, m.content_hash, m.sender_email, %s as sent_at,
                   case when m.content_hash is null then left(m.body_text, %d) end as beginning
            from unnest($2::text[]) as wanted (id)
            cross join lateral (
              select *
              from messages
              where user_id = $1 and message_id >= wanted.id
              order by message_id
              limit 1
            ) as m
            where m.message_id = wanted.id
            """.formatted(microseconds("m.sent_at"), StoredMessage.BEGINNING);

    /** A lookup for each id: a condition on the array reads all references of a user who had few when it was planned. */
    private static final String REFERENCES = """
            select r.message_id as key, r.conversation_id as id, false as gmail
            from unnest($3::text[]) as wanted (id)
            cross join lateral (
              select message_id, conversation_id from thread_references where user_id = $1 and message_id = wanted.id limit 1
            ) as r
            union all
            select c.gmail_thread_id, c.id, true
            from unnest($4::text[]) as wanted (id)
            cross join lateral (select * from conversations where gmail_thread_id = wanted.id offset 0) as c
            where c.user_id = $1
            """;

    private static final String CONVERSATIONS =
            """
            select c.id, c.subject_key, c.gmail_thread_id, c.participants::text as participants, %s as created_at,
                   c.objective_id, o.status, m.messages, %s as last_sent_at,
                   exists (select from messages o where o.conversation_id = c.id and o.direction = 'outgoing') as answered,
                   exists (
                     select
                     from (select status from agent_actions where conversation_id = c.id offset 0) as a
                     where a.status = 'pending') as pending
            from (select distinct id from referred) as wanted
            cross join lateral (select * from conversations where id = wanted.id offset 0) as c
            cross join lateral (select status from objectives where id = c.objective_id offset 0) as o
            cross join lateral (
              select count(*)::int as messages,
                     max(least(seen.sent_at, seen.created_at)) as last_sent_at
              from (select sent_at, created_at
                    from messages
                    where conversation_id = c.id
                    order by sent_at desc
                    limit %d) as seen
            ) as m
            where c.user_id = $1
            """.formatted(microseconds("c.created_at"), microseconds("m.last_sent_at"), MAX_COUNTED);

    /** The newest 20 conversations of each subject: some subjects are used without end. */
    private static final String SAME_SUBJECT = """
            select c.id, c.subject_key, c.gmail_thread_id, c.participants::text as participants, %s as created_at,
                   c.objective_id, o.status, 0 as messages, false as answered, null::bigint as last_sent_at, false as pending
            from (%%s) as wanted (subject_key)
            cross join lateral (
              select *
              from conversations
              where user_id = $1 and subject_key >= wanted.subject_key and subject_key <= wanted.subject_key
              order by subject_key, id desc
              limit 20
            ) as c
            cross join lateral (select status from objectives where id = c.objective_id offset 0) as o
            where o.status in ('waiting_on_you', 'waiting_on_others', 'scheduled')
            order by c.id desc
            """.formatted(microseconds("c.created_at"));

    /** The subjects of mails, but for those that belong to a conversation by one of their Message-IDs, which are lines. */
    private static final String OPENED_SUBJECTS = """
            select distinct opener.subject_key
            from unnest($7::text[], $8::text[]) as opener (subject_key, ids)
            where not exists (
              select from referred r where not r.gmail and r.key = any(string_to_array(opener.ids, E'\\n')))
            """;

    /**
     * Anybody who knows the Message-IDs of a thread can write into it, with any date: only the owner's own mail proves that
     * the owner writes to an address. The conversations are looked up by their ids, which {@code offset 0} keeps apart from
     * the condition on the user: by that, each sender reads all conversations of a user who had few when it was planned.
     */
    private static final String HISTORIES = """
            select wanted.email, m.received, m.sent,
                   exists (
                     select from automatic_answers x
                     where x.user_id = $1 and x.email = wanted.email and x.answered_at > $6) as answered_lately
            from unnest($5::text[]) as wanted (email)
            cross join lateral (
              with seen as materialized (
                select conversation_id, direction, sender_forged
                from messages
                where user_id = $1 and sender_email >= wanted.email and sender_email <= wanted.email
                order by sender_email
                limit 100)
              select (select count(*) from seen where direction = 'incoming' and not sender_forged) as received,
                     exists (
                       select
                       from (select distinct conversation_id from seen) as thread
                       cross join lateral (select * from conversations where id = thread.conversation_id offset 0) as c
                       where c.user_id = $1 and c.participants @> jsonb_build_array(
                               jsonb_build_object('email', wanted.email, 'writtenTo', true))) as sent
            ) as m
            """;

    /** At least one row; the columns of the policy are absent if there is no policy. */
    private static final String OWNER_AND_POLICIES = """
            select u.email, u.name, u.autonomy_level, %s as own_addresses,
                   u.email_verified_at is not null as proven, u.signature, u.reply_language, u.reply_tone, p.name as policy, p.rules::text as rules
            from users u
            left join policies p on p.user_id = u.id and p.is_active
            where u.id = $1
            """.formatted(OwnAddresses.SQL);

    /** One statement, with a column of JSON for each of its parts: fewer round trips while the mailbox is locked. */
    private static final String ALL = "with referred as materialized (" + REFERENCES + ") select "
            + Stream.of(
                            STORED_MESSAGES,
                            "select * from referred",
                            HISTORIES,
                            OWNER_AND_POLICIES,
                            CONVERSATIONS,
                            SAME_SUBJECT.formatted(OPENED_SUBJECTS))
                    .map(part -> "(select json_agg(part) from (" + part + ") as part)")
                    .collect(Collectors.joining(",\n"));

    private static final String STORED_MESSAGES_ALONE = "select json_agg(part) from (" + STORED_MESSAGES + ") as part";

    private static final String SAME_SUBJECT_ALONE =
            "select json_agg(part) from (" + SAME_SUBJECT.formatted("select unnest($2::text[])") + ") as part";

    /** A time as a number: as text, JSON has years of more than four digits in a form of its own. */
    private static String microseconds(String time) {
        return "(extract(epoch from " + time + ") * 1000000)::bigint";
    }

    private static final Comparator<StoredConversation> NEWEST_FIRST =
            Comparator.comparing(conversation -> conversation.id().toString(), Comparator.reverseOrder());

    private final Mailbox mailbox;
    private final List<ParsedMail> batch;
    private final List<ParsedMail> sent;
    private final Instant answeredSince;

    private Map<String, StoredMessage> storedMessages = Map.of();
    private Map<String, UUID> references = Map.of();
    private Map<String, UUID> gmailThreads = Map.of();

    /** The conversations that the batch continues. */
    private Set<UUID> continued = Set.of();

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
        return mailbox.client()
                .preparedQuery(ALL)
                .execute(parameters())
                .map(MailboxSnapshotReader::onlyRow)
                .chain(row -> {
                    storedMessages = storedMessages(part(row, 0));
                    references = keys(part(row, 1), false);
                    gmailThreads = keys(part(row, 1), true);
                    histories = histories(part(row, 2));
                    continued = Stream.concat(references.values().stream(), gmailThreads.values().stream())
                            .collect(Collectors.toUnmodifiableSet());
                    conversations = part(row, 4)
                            .map(MailboxSnapshotReader::storedConversation)
                            .filter(conversation -> continued.contains(conversation.id()))
                            .toList();
                    sameSubject = part(row, 5)
                            .map(MailboxSnapshotReader::storedConversation)
                            .toList();
                    return readKeptUnderOwnIds()
                            .chain(this::readSubjectsOfOthers)
                            .chain(this::readWaiting)
                            .map(read -> new MailboxSnapshot(
                                    owner(part(row, 3).findFirst().orElseThrow()),
                                    storedMessages,
                                    references,
                                    gmailThreads,
                                    conversations,
                                    sameSubject,
                                    histories,
                                    policies(part(row, 3)),
                                    waiting));
                });
    }

    private Tuple parameters() {
        var subjects = new ArrayList<String>();
        var ids = new ArrayList<String>();
        for (var mail : batch) {
            var subject = SubjectNormalizer.normalised(mail.subject());
            if (subject != null) {
                subjects.add(subject);
                ids.add(String.join("\n", Threading.ids(mail)));
            }
        }
        return texts(Stream.concat(
                        batch.stream().map(ParsedMail::messageId),
                        sent.stream().flatMap(MailboxSnapshotReader::answered)))
                .addArrayOfString(distinct(batch.stream().map(Threading::ids).flatMap(List::stream)))
                .addArrayOfString(distinct(
                        batch.stream().map(mail -> mail.gmail().threadId()).filter(Objects::nonNull)))
                .addArrayOfString(
                        distinct(batch.stream().map(mail -> mail.sender().email())))
                .addValue(answeredSince.atOffset(ZoneOffset.UTC))
                .addArrayOfString(subjects.toArray(String[]::new))
                .addArrayOfString(ids.toArray(String[]::new));
    }

    /** Reads the messages with other content under a used Message-ID that an earlier import has kept; mostly none. */
    private Uni<Void> readKeptUnderOwnIds() {
        var ownIds = distinct(batch.stream().filter(this::isOther).map(StoredMessage::ownId));
        return ownIds.length == 0
                ? Uni.createFrom().voidItem()
                : one(STORED_MESSAGES_ALONE, ownIds)
                        .invoke(rows -> {
                            var all = new HashMap<>(storedMessages);
                            all.putAll(storedMessages(rows));
                            storedMessages = all;
                        })
                        .replaceWithVoid();
    }

    /** Reads the conversations with the subjects of mails with other content, which their own Message-IDs don't place. */
    private Uni<Void> readSubjectsOfOthers() {
        var subjects = distinct(batch.stream()
                .filter(this::isOther)
                .filter(mail -> mail.references().stream().noneMatch(references::containsKey))
                .map(mail -> SubjectNormalizer.normalised(mail.subject()))
                .filter(Objects::nonNull));
        return subjects.length == 0
                ? Uni.createFrom().voidItem()
                : one(SAME_SUBJECT_ALONE, subjects)
                        .invoke(rows -> sameSubject = Stream.concat(
                                        sameSubject.stream(), rows.map(MailboxSnapshotReader::storedConversation))
                                .distinct()
                                .sorted(NEWEST_FIRST)
                                .toList())
                        .replaceWithVoid();
    }

    private boolean isOther(ParsedMail mail) {
        var stored = storedMessages.get(mail.messageId());
        return stored != null && !stored.isSame(mail);
    }

    /** Reads the cards that wait in conversations which the batch continues, as far as it may settle them. */
    private Uni<Void> readWaiting() {
        if (continued.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var own = sent.stream()
                .map(mail -> Settlements.actionOf(mail.messageId()))
                .filter(Objects::nonNull)
                .toArray(UUID[]::new);
        var mentioned = batch.stream()
                .map(ParsedMail::messageId)
                .filter(id -> references.containsKey(id) && !storedMessages.containsKey(id))
                .toArray(String[]::new);
        return WaitingCardReader.read(mailbox, continued.toArray(UUID[]::new), !sent.isEmpty(), own, mentioned)
                .invoke(found -> waiting = found)
                .replaceWithVoid();
    }

    /** The Message-ID of the message that a mail answers. */
    private static Stream<String> answered(ParsedMail mail) {
        return Stream.ofNullable(Settlements.answeredBy(mail));
    }

    private Tuple texts(Stream<String> texts) {
        return Tuple.of(mailbox.userId(), distinct(texts));
    }

    private static String[] distinct(Stream<String> texts) {
        return texts.distinct().toArray(String[]::new);
    }

    private Uni<Stream<JsonObject>> one(String sql, String[] texts) {
        return mailbox.client()
                .preparedQuery(sql)
                .execute(Tuple.of(mailbox.userId(), texts))
                .map(rows -> part(onlyRow(rows), 0));
    }

    private static Row onlyRow(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    /** The rows of a part; JSON has null for none. */
    private static Stream<JsonObject> part(Row row, int column) {
        var rows = row.getJsonArray(column);
        return rows == null ? Stream.of() : rows.stream().map(JsonObject.class::cast);
    }

    private static TriageInput.Owner owner(JsonObject row) {
        return new TriageInput.Owner(
                row.getString("email"),
                row.getString("name"),
                EnumValue.parse(AutonomyLevel.class, row.getString("autonomy_level")),
                OwnAddresses.of(row.getJsonArray("own_addresses").stream()
                        .map(String.class::cast)
                        .toArray(String[]::new)),
                row.getBoolean("proven"),
                new TriageInput.Style(
                        row.getString("signature"),
                        EnumValue.parseNullable(ReplyLanguage.class, row.getString("reply_language")),
                        EnumValue.parse(ReplyTone.class, row.getString("reply_tone"))));
    }

    private static Map<String, TriageInput.History> histories(Stream<JsonObject> rows) {
        return rows.collect(Collectors.toMap(
                row -> row.getString("email"),
                row -> new TriageInput.History(
                        row.getLong("received"), row.getBoolean("sent"), row.getBoolean("answered_lately"))));
    }

    private static List<StoredPolicy> policies(Stream<JsonObject> rows) {
        return rows.filter(row -> row.getString("policy") != null)
                .map(row -> new StoredPolicy(row.getString("policy"), row.getString("rules")))
                .toList();
    }

    private static StoredConversation storedConversation(JsonObject row) {
        return new StoredConversation(
                uuid(row, "id"),
                row.getString("subject_key"),
                row.getString("gmail_thread_id"),
                row.getString("participants"),
                Objects.requireNonNull(instant(row, "created_at")),
                uuid(row, "objective_id"),
                EnumValue.parse(ObjectiveStatus.class, row.getString("status")),
                row.getInteger("messages"),
                row.getBoolean("answered"),
                row.getBoolean("pending"),
                instant(row, "last_sent_at"));
    }

    private static UUID uuid(JsonObject row, String column) {
        return UUID.fromString(row.getString(column));
    }

    private static @Nullable Instant instant(JsonObject row, String column) {
        var microseconds = row.getLong(column);
        return microseconds == null ? null : Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
    }

    private static Map<String, StoredMessage> storedMessages(Stream<JsonObject> rows) {
        return rows.collect(Collectors.toMap(
                row -> row.getString("message_id"),
                row -> new StoredMessage(
                        uuid(row, "id"),
                        row.getString("content_hash"),
                        row.getString("sender_email"),
                        Objects.requireNonNull(instant(row, "sent_at")),
                        row.getString("beginning"))));
    }

    /** The conversations by Message-ID or thread; the old service may have several of one thread, of which one counts. */
    private static Map<String, UUID> keys(Stream<JsonObject> rows, boolean gmail) {
        return rows.filter(row -> row.getBoolean("gmail") == gmail)
                .collect(Collectors.toMap(
                        row -> row.getString("key"),
                        row -> uuid(row, "id"),
                        (one, other) -> one.compareTo(other) < 0 ? one : other));
    }
}
