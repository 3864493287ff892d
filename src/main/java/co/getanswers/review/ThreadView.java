package co.getanswers.review;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.AttachmentsJson;
import co.getanswers.mail.Participant;
import co.getanswers.mail.ParticipantsJson;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A conversation with its newest messages and actions, oldest first. */
@Schema(name = "Thread")
public record ThreadView(
        UUID id,
        UUID objectiveId,
        String objectiveTitle,
        ObjectiveStatus objectiveStatus,

        @Schema(description = "The agent's summary of the newest message that it triaged; null if there is none")
        @Nullable String agentSummary,

        List<Participant> participants,

        @Schema(description = "The newest 200 messages and actions, oldest first")
        List<Item> timeline,

        @Schema(description = "True if there are older ones")
        boolean timelineCapped,

        Instant createdAt,
        Instant updatedAt) {

    @Schema(name = "TimelineItem")
    public record Item(
            UUID id,
            Type type,
            String sender,

            @Schema(description = "Null for the agent") @Nullable String senderEmail,

            Instant timestamp,

            @Schema(description = "The first 200 characters")
            String content,

            @Schema(
                    description =
                            "Cut after 100,000 characters; in a thread of more than 20 items, after an equal share"
                                    + " of 2,097,152. GET /api/messages/{id} has all of a message")
            String fullContent,

            @Schema(description = "The first 50; none of an action. GET /api/messages/{id} has all")
            List<Attachment> attachments,

            @Nullable Badge badge,
            @JsonProperty("isCollapsed") boolean collapsed) {}

    @Schema(name = "TimelineItemType")
    public enum Type {
        INCOMING,
        OUTGOING,
        AGENT_ACTION;

        @JsonValue
        public String value() {
            return EnumValue.of(this);
        }
    }

    @Schema(name = "TimelineBadge")
    public enum Badge {
        NEW,
        SENT,
        PENDING,
        AUTO;

        @JsonValue
        public String value() {
            return EnumValue.of(this);
        }
    }

    /** The number of items at the end that are shown open. */
    private static final int OPEN = 2;

    private static final int EXCERPT = 200;

    private static final int SHOWN = 200;

    /**
     * Parameters: the user, and the id of $2. The result has one row for each item of the timeline, and one more than is
     * shown if there are older ones. The texts together stay within two million characters.
     */
    private static final String SQL = """
            with thread as (
              select c.id, c.objective_id, o.title, o.status as objective_status, c.participants::text,
                     c.created_at, c.updated_at,
                     (select a.summary
                      from agent_actions a
                      where a.user_id = $1 and a.conversation_id = c.id and a.summary is not null
                      order by a.created_at desc, a.id desc
                      limit 1) as agent_summary
              from conversations c
              join objectives o on o.user_id = $1 and o.id = c.objective_id
              where c.user_id = $1 and c.id = %s
            )
            select thread.*, item.item_id, item.type, item.sender_name, item.sender_email, item.at,
                   item.action_status, item.decided_by, item.attachments,
                   left(item.text, least(100000, 2097152 / least(200, item.items))::int) as content
            from thread
            left join lateral (
              select newest.*, count(*) over () as items
              from (
                (select m.id as item_id, m.direction as type, m.sender_name, m.sender_email, m.sent_at as at,
                        m.body_text as text, null as action_status, null as decided_by,
                        jsonb_path_query_array(m.attachments, '$[0 to 49]')::text as attachments
                 from messages m
                 where m.user_id = $1 and m.conversation_id = thread.id
                 order by m.sent_at desc, m.id desc
                 limit 201)
                union all
                (select a.id, 'agent_action', null, null, a.created_at,
                        coalesce(a.user_edit, a.proposed_content), a.status, a.decided_by, null
                 from agent_actions a
                 where a.user_id = $1 and a.conversation_id = thread.id
                 order by a.created_at desc, a.id desc
                 limit 201)
                order by at desc, item_id desc
                limit 201
              ) newest
            ) item on true
            order by item.at, item.item_id""";

    /** The thread of a conversation; $2 is its id. */
    static final String OF_CONVERSATION = SQL.formatted("$2");

    /** The latest thread of an objective; $2 is the objective's id. */
    static final String OF_OBJECTIVE = SQL.formatted("""
            (select id from conversations
             where user_id = $1 and objective_id = $2
             order by updated_at desc, id desc
             limit 1)""");

    /** @param rows at least one */
    static ThreadView of(Iterable<Row> rows) {
        var items = new ArrayList<Row>();
        rows.forEach(items::add);
        var thread = items.get(0);
        items.removeIf(row -> row.getUUID("item_id") == null);
        var shown = items.subList(Math.max(0, items.size() - SHOWN), items.size());
        return new ThreadView(
                thread.getUUID("id"),
                thread.getUUID("objective_id"),
                thread.getString("title"),
                EnumValue.parse(ObjectiveStatus.class, thread.getString("objective_status")),
                thread.getString("agent_summary"),
                ParticipantsJson.readAll(thread.getString("participants")),
                timeline(shown),
                items.size() > SHOWN,
                thread.getOffsetDateTime("created_at").toInstant(),
                thread.getOffsetDateTime("updated_at").toInstant());
    }

    private static List<Item> timeline(List<Row> rows) {
        var newest = newestMessage(rows);
        var items = new ArrayList<Item>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            items.add(item(rows.get(i), i == newest, i < rows.size() - OPEN));
        }
        return items;
    }

    private static int newestMessage(List<Row> rows) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (type(rows.get(i)) != Type.AGENT_ACTION) {
                return i;
            }
        }
        return -1;
    }

    private static Item item(Row row, boolean newestMessage, boolean collapsed) {
        var content = row.getString("content");
        var type = type(row);
        var name = row.getString("sender_name");
        var email = row.getString("sender_email");
        return new Item(
                row.getUUID("item_id"),
                type,
                type == Type.AGENT_ACTION ? "GetAnswers" : name.isBlank() ? email : name,
                email,
                row.getOffsetDateTime("at").toInstant(),
                excerpt(content),
                content,
                AttachmentsJson.read(row.getString("attachments")),
                badge(type, newestMessage, row.getString("action_status"), row.getString("decided_by")),
                collapsed);
    }

    private static Type type(Row row) {
        return EnumValue.parse(Type.class, row.getString("type"));
    }

    /** The badge of an item; an incoming message is new while no message follows it. */
    static @Nullable Badge badge(
            Type type, boolean newestMessage, @Nullable String status, @Nullable String decidedBy) {
        return switch (type) {
            case INCOMING -> newestMessage ? Badge.NEW : null;
            case OUTGOING -> Badge.SENT;
            case AGENT_ACTION ->
                "pending".equals(status) ? Badge.PENDING : "agent".equals(decidedBy) ? Badge.AUTO : null;
        };
    }

    /** The beginning of a text, which never ends within a surrogate pair. */
    static String excerpt(String text) {
        if (text.length() <= EXCERPT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT);
    }
}
