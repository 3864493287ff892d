package co.getanswers.mail;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes the attachments of a message as {@code messages.attachments} stores them: absent if there are none. */
public final class AttachmentsJson {
    private AttachmentsJson() {}

    public static @Nullable String write(List<Attachment> attachments) {
        return attachments.isEmpty()
                ? null
                : new JsonArray(attachments.stream()
                                .map(AttachmentsJson::object)
                                .toList())
                        .encode();
    }

    public static List<Attachment> read(@Nullable String json) {
        return json == null
                ? List.of()
                : members(new JsonArray(json)).map(AttachmentsJson::attachment).toList();
    }

    private static Stream<JsonObject> members(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static JsonObject object(Attachment attachment) {
        return new JsonObject()
                .put("number", attachment.number())
                .put("name", attachment.name())
                .put("type", attachment.type())
                .put("size", attachment.size())
                .put("inline", attachment.inline())
                .put("hash", attachment.hash())
                .put("contentId", attachment.contentId());
    }

    private static Attachment attachment(JsonObject stored) {
        return new Attachment(
                stored.getInteger("number"),
                stored.getString("name"),
                stored.getString("type"),
                stored.getLong("size"),
                stored.getBoolean("inline"),
                stored.getString("hash"),
                stored.getString("contentId"));
    }
}
