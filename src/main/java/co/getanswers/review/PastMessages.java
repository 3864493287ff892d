package co.getanswers.review;

import co.getanswers.mail.Participant;
import co.getanswers.platform.Cursor;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.KeysetPaging;
import co.getanswers.platform.Page;
import co.getanswers.policy.Category;
import co.getanswers.policy.Facts;
import co.getanswers.policy.NamedRules;
import co.getanswers.policy.Rules;
import co.getanswers.review.DryRun.PastMessage;
import co.getanswers.triage.Rationale;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a user's past messages as policies saw them, with the cards that they brought. */
@Singleton
class PastMessages {
    /** Messages of a page; each may have a text of 100,000 characters. */
    private static final int PAGE = 200;

    /**
     * Parameters: those of {@link KeysetPaging}. The length of a thread is counted as far as intake counts it, and the text
     * is read as far as triage reads it.
     */
    private static final String SQL = """
            select a.id, a.created_at, a.conversation_id, a.category, a.priority_score, a.rationale::text as rationale,
                   m.sender_email, m.sender_name, m.subject, left(m.body_text, 100000) as body, m.sent_at,
                   (select count(*)::int
                    from (select from messages e
                          where e.user_id = $1 and e.conversation_id = m.conversation_id and e.sent_at <= m.sent_at
                          limit 500) earlier) as length
            from agent_actions a
            join messages m on m.id = a.message_id and m.user_id = $1
            where a.user_id = $1 and a.summary is distinct from '%s'
              and (a.created_at, a.id) < ($2, $3)
            order by a.created_at desc, a.id desc
            limit $4""".formatted(OwnReplies.SUMMARY);

    private static final String POLICIES =
            "select id, name, rules::text as rules, is_active from policies where user_id = $1";

    private final Pool pool;
    private final ObjectMapper json;

    PastMessages(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Rows for {@link #read}, those of the newest cards first. */
    Uni<Page<Row>> page(UUID userId, @Nullable String after) {
        return pool.preparedQuery(SQL)
                .execute(KeysetPaging.parameters(userId, PAGE, after))
                .map(rows -> KeysetPaging.page(
                        rows,
                        PAGE,
                        row -> row,
                        last -> Cursor.of(last.getOffsetDateTime("created_at").toInstant(), last.getUUID("id"))));
    }

    record StoredPolicy(NamedRules rules, boolean active) {}

    /** The user's policies by their ids. */
    Uni<Map<UUID, StoredPolicy>> policies(UUID userId) {
        return pool.preparedQuery(POLICIES).execute(Tuple.of(userId)).map(rows -> {
            var policies = new LinkedHashMap<UUID, StoredPolicy>();
            rows.forEach(row -> policies.put(
                    row.getUUID("id"),
                    new StoredPolicy(
                            new NamedRules(row.getString("name"), Rules.read(row.getString("rules"))),
                            row.getBoolean("is_active"))));
            return policies;
        });
    }

    /** Must run off the event loop: it folds whole texts. */
    PastMessage read(Row row) {
        var sender = new Participant(row.getString("sender_email"), row.getString("sender_name"));
        var sentAt = row.getOffsetDateTime("sent_at").withOffsetSameInstant(ZoneOffset.UTC);
        var facts = new Facts(
                sender.email(),
                sender.name(),
                row.getString("subject"),
                row.getString("body"),
                EnumValue.parseNullable(Category.class, row.getString("category")),
                row.getInteger("length"),
                sentAt.getHour(),
                sentAt.getDayOfWeek());
        return new PastMessage(
                row.getUUID("id"),
                row.getUUID("conversation_id"),
                row.getString("subject"),
                sentAt.toInstant(),
                sender,
                facts,
                row.getInteger("priority_score"),
                rationale(row.getString("rationale")));
    }

    private @Nullable Rationale rationale(@Nullable String stored) {
        try {
            return stored == null ? null : json.readValue(stored, Rationale.class);
        } catch (JsonProcessingException ofTheOldService) {
            return null;
        }
    }
}
