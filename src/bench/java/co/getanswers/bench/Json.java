package co.getanswers.bench;

import co.getanswers.mail.Participant;
import co.getanswers.mail.Recipients;
import co.getanswers.review.ReviewStatements;
import co.getanswers.triage.Confidence;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the service's answers straight from rows. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int OPEN = 2;

    /** The service's defaults. */
    private static final int SENT_PER_HOUR = 60;

    private static final int SHORTEST_UNDO = 5;
    private static final int LONGEST_UNDO = 120;

    private static final int TIMELINE = 200;

    interface Writer {
        void write(RowSet<Row> rows, JsonGenerator json) throws IOException;
    }

    private Json() {}

    static Buffer write(RowSet<Row> rows, Writer writer) {
        var bytes = Buffer.buffer(8192);
        try (var json = FACTORY.createGenerator(new Appended(bytes))) {
            writer.write(rows, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes;
    }

    /** Receives the generator's output, which comes in large pieces. */
    private static final class Appended extends OutputStream {
        private final Buffer bytes;

        Appended(Buffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int oneByte) {
            bytes.appendByte((byte) oneByte);
        }

        @Override
        public void write(byte[] piece, int from, int length) {
            bytes.appendBytes(piece, from, length);
        }
    }

    static void profile(RowSet<Row> rows, JsonGenerator json) throws IOException {
        var user = rows.iterator().next();
        json.writeStartObject();
        json.writeObjectFieldStart("user");
        identity(json, user);
        text(json, user, "signature", "signature");
        text(json, user, "replyLanguage", "reply_language");
        text(json, user, "replyTone", "reply_tone");
        number(json, user, "undoSeconds", "undo_seconds");
        time(json, user, "createdAt", "created_at");
        json.writeEndObject();
        identity(json, user);
        time(json, user, "createdAt", "created_at");
        json.writeBooleanField("needs_password_setup", !user.getBoolean("password_set"));
        json.writeBooleanField("onboarding_completed", user.getBoolean("onboarded"));
        json.writeBooleanField("gmailConnected", user.getBoolean("gmail_connected"));
        sending(json, user);
        json.writeObjectFieldStart("undo");
        json.writeNumberField("shortest", SHORTEST_UNDO);
        json.writeNumberField("longest", LONGEST_UNDO);
        json.writeEndObject();
        json.writeNullField("setAside");
        json.writeEndObject();
    }

    private static void identity(JsonGenerator json, Row user) throws IOException {
        text(json, user, "id", "id");
        text(json, user, "email", "email");
        text(json, user, "name", "name");
        text(json, user, "avatarUrl", "avatar_url");
        text(json, user, "autonomyLevel", "autonomy_level");
        json.writeArrayFieldStart("addresses");
        for (var address : user.getArrayOfStrings("addresses")) {
            json.writeString(address);
        }
        json.writeEndArray();
        json.writeBooleanField("passwordSet", user.getBoolean("password_set"));
    }

    /** The benchmark's people have proved their addresses and sent little. */
    private static void sending(JsonGenerator json, Row user) throws IOException {
        json.writeObjectFieldStart("sending");
        json.writeBooleanField("addressProved", user.getBoolean("proven"));
        json.writeNumberField("perHour", SENT_PER_HOUR);
        json.writeNumberField("leftThisHour", SENT_PER_HOUR - user.getInteger("sent"));
        time(json, user, "nextHour", "next_hour");
        json.writeNullField("waitReason");
        json.writeEndObject();
    }

    static void stats(RowSet<Row> rows, JsonGenerator json) throws IOException {
        var counts = rows.iterator().next();
        var pending = counts.getLong("pending").intValue();
        var autonomous = counts.getInteger("autonomous");
        var today = Math.max(counts.getLong("came").intValue(), autonomous);
        var status = ReviewStatements.status(pending, counts.getInteger("pending_high"));
        json.writeStartObject();
        json.writeObjectFieldStart("navigationCounts");
        json.writeNumberField("needsDecision", pending);
        json.writeNumberField("waitingOnOthers", counts.getInteger("waiting_on_others"));
        json.writeNumberField("handledByAI", counts.getInteger("handled"));
        json.writeNumberField("scheduledDone", counts.getInteger("scheduled"));
        json.writeNumberField("muted", counts.getInteger("muted"));
        json.writeEndObject();
        json.writeObjectFieldStart("efficiencyStats");
        json.writeNumberField("handledAutonomously", autonomous);
        json.writeNumberField("totalToday", today);
        json.writeNumberField("percentage", today == 0 ? 0 : (int) Math.round(100.0 * autonomous / today));
        json.writeEndObject();
        json.writeObjectFieldStart("globalStatus");
        json.writeStringField("status", status.status().value());
        json.writeStringField("message", status.message());
        json.writeNumberField("pendingCount", status.pendingCount());
        json.writeEndObject();
        json.writeEndObject();
    }

    static void queue(RowSet<Row> rows, int limit, JsonGenerator json) throws IOException {
        var cards = new ArrayList<Row>(rows.size());
        long total = 0;
        for (var row : rows) {
            total = row.getLong("total");
            if (row.getLong("place") != null) {
                cards.add(row);
            }
        }
        cards.sort(Comparator.comparing(row -> row.getLong("place")));
        var shown = cards.size() > limit ? cards.subList(0, limit) : cards;
        json.writeStartObject();
        json.writeArrayFieldStart("cards");
        for (var card : shown) {
            card(card, json);
        }
        json.writeEndArray();
        json.writeNumberField("total", Math.min(total, ReviewStatements.TOTAL_CAP));
        json.writeBooleanField("totalCapped", total > ReviewStatements.TOTAL_CAP);
        json.writeFieldName("nextCursor");
        if (cards.size() > limit) {
            var last = shown.get(limit - 1);
            json.writeString(Yardstick.cursorAfter(
                    last.getInteger("priority_score"),
                    last.getOffsetDateTime("created_at").toInstant(),
                    last.getUUID("id")));
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    static void card(RowSet<Row> rows, JsonGenerator json) throws IOException {
        card(rows.iterator().next(), json);
    }

    private static void card(Row card, JsonGenerator json) throws IOException {
        double confidence = card.getDouble("confidence_score");
        json.writeStartObject();
        text(json, card, "id", "id");
        text(json, card, "conversationId", "conversation_id");
        text(json, card, "objectiveId", "objective_id");
        text(json, card, "actionType", "action_type");
        text(json, card, "status", "status");
        json.writeNumberField("priorityScore", card.getInteger("priority_score"));
        text(json, card, "riskLevel", "risk_level");
        text(json, card, "category", "category");
        json.writeNumberField("confidenceScore", Confidence.percent(confidence));
        json.writeBooleanField("isUncertain", confidence < Confidence.CERTAIN);
        text(json, card, "summary", "summary");
        text(json, card, "proposedAction", "proposed_action");
        sender(json, card.getString("sender_email"), card.getString("sender_name"));
        recipients(json, "recipients", ReviewStatements.recipients(card));
        recipients(json, "replyAllRecipients", ReviewStatements.replyAllRecipients(card));
        json.writeBooleanField("replyAll", card.getBoolean("reply_all"));
        json.writeStringField("subject", ReviewStatements.subject(card));
        attachments(json, card);
        json.writeArrayFieldStart("relatedItems");
        json.writeEndArray();
        json.writeFieldName("rationale");
        json.writeRawValue(card.getString("rationale"));
        execution(json, card);
        text(json, card, "returnedReason", "returned_reason");
        json.writeNullField("mailboxDraft");
        text(json, card, "overrideReason", "override_reason");
        json.writeBooleanField("settledElsewhere", false);
        time(json, card, "createdAt", "created_at");
        time(json, card, "updatedAt", "updated_at");
        json.writeEndObject();
    }

    private static void sender(JsonGenerator json, String email, String name) throws IOException {
        if (email == null) {
            json.writeNullField("sender");
            return;
        }
        var at = email.lastIndexOf('@');
        json.writeObjectFieldStart("sender");
        json.writeStringField("id", email);
        json.writeStringField("name", name.isBlank() ? email : name);
        json.writeStringField("email", email);
        json.writeStringField("organization", at < 0 ? null : email.substring(at + 1));
        json.writeArrayFieldStart("tags");
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void recipients(JsonGenerator json, String field, Recipients recipients) throws IOException {
        if (recipients == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        participants(json, "to", recipients.to());
        participants(json, "cc", recipients.cc());
        json.writeEndObject();
    }

    private static void participants(JsonGenerator json, String field, List<Participant> participants)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (var participant : participants) {
            json.writeStartObject();
            json.writeStringField("email", participant.email());
            json.writeStringField("name", participant.name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The benchmark's mail has none. */
    private static void attachments(JsonGenerator json, Row row) throws IOException {
        json.writeFieldName("attachments");
        var stored = row.getString("attachments");
        json.writeRawValue(stored == null ? "[]" : stored);
    }

    private static void execution(JsonGenerator json, Row card) throws IOException {
        if (card.getString("execution_status") == null) {
            json.writeNullField("execution");
            return;
        }
        json.writeObjectFieldStart("execution");
        text(json, card, "status", "execution_status");
        json.writeNumberField("attempts", card.getInteger("attempts"));
        text(json, card, "lastError", "last_error");
        time(json, card, "availableAt", "available_at");
        text(json, card, "outcome", "outcome");
        text(json, card, "providerId", "provider_id");
        json.writeEndObject();
    }

    static void thread(RowSet<Row> rows, JsonGenerator json) throws IOException {
        var items = new ArrayList<Row>(rows.size());
        rows.forEach(items::add);
        var thread = items.get(0);
        items.removeIf(row -> row.getUUID("item_id") == null);
        var shown = items.subList(Math.max(0, items.size() - TIMELINE), items.size());
        json.writeStartObject();
        text(json, thread, "id", "id");
        text(json, thread, "objectiveId", "objective_id");
        text(json, thread, "objectiveTitle", "title");
        text(json, thread, "objectiveStatus", "objective_status");
        text(json, thread, "agentSummary", "agent_summary");
        json.writeArrayFieldStart("participants");
        for (var stored : new JsonArray(thread.getString("participants"))) {
            var participant = (JsonObject) stored;
            json.writeStartObject();
            json.writeStringField("email", participant.getString("email"));
            json.writeStringField("name", participant.getString("name"));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("timeline");
        var newest = newestMessage(shown);
        for (var i = 0; i < shown.size(); i++) {
            item(shown.get(i), i == newest, i < shown.size() - OPEN, json);
        }
        json.writeEndArray();
        json.writeBooleanField("timelineCapped", items.size() > TIMELINE);
        time(json, thread, "createdAt", "created_at");
        time(json, thread, "updatedAt", "updated_at");
        json.writeEndObject();
    }

    private static int newestMessage(List<Row> items) {
        var i = items.size() - 1;
        while (i >= 0 && items.get(i).getString("type").equals("agent_action")) {
            i--;
        }
        return i;
    }

    private static void item(Row item, boolean newest, boolean collapsed, JsonGenerator json) throws IOException {
        var type = item.getString("type");
        var name = item.getString("sender_name");
        var email = item.getString("sender_email");
        var content = item.getString("content");
        json.writeStartObject();
        text(json, item, "id", "item_id");
        json.writeStringField("type", type);
        json.writeStringField("sender", type.equals("agent_action") ? "GetAnswers" : name.isBlank() ? email : name);
        json.writeStringField("senderEmail", email);
        time(json, item, "timestamp", "at");
        json.writeStringField("content", ReviewStatements.excerpt(content));
        json.writeStringField("fullContent", content);
        attachments(json, item);
        json.writeStringField(
                "badge",
                ReviewStatements.badge(type, newest, item.getString("action_status"), item.getString("decided_by")));
        json.writeBooleanField("isCollapsed", collapsed);
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, Row row, String field, String column) throws IOException {
        var value = row.getValue(column);
        json.writeStringField(field, value == null ? null : value.toString());
    }

    private static void number(JsonGenerator json, Row row, String field, String column) throws IOException {
        json.writeFieldName(field);
        var value = row.getInteger(column);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private static void time(JsonGenerator json, Row row, String field, String column) throws IOException {
        json.writeStringField(field, row.getOffsetDateTime(column).toInstant().toString());
    }
}
