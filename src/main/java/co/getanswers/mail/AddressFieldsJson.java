package co.getanswers.mail;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes address fields as {@code messages.mail_addresses} stores them. */
public final class AddressFieldsJson {
    /** The most participants of a field that are stored: one more than a reply may go to. */
    private static final int MAX_STORED = Recipients.MAX + 1;

    private AddressFieldsJson() {}

    /** Reads fields; there are none in rows of the old service. */
    public static AddressFields read(@Nullable String json) {
        if (json == null || !(Json.decodeValue(json) instanceof JsonObject fields)) {
            return AddressFields.NONE;
        }
        return new AddressFields(
                participants(fields, "to"),
                participants(fields, "cc"),
                participants(fields, "replyTo"),
                participants(fields, "followupTo"),
                fields.getString("listPost"));
    }

    /** Writes the fields that there are; null if there are none. */
    public static @Nullable String write(AddressFields addresses) {
        var fields = new JsonObject();
        put(fields, "to", addresses.to());
        put(fields, "cc", addresses.cc());
        put(fields, "replyTo", addresses.replyTo());
        put(fields, "followupTo", addresses.followupTo());
        if (addresses.listPost() != null) {
            fields.put("listPost", addresses.listPost());
        }
        return fields.isEmpty() ? null : fields.encode();
    }

    /** Reads recipients that a person typed, as {@code agent_actions.recipients} stores them; null if none were. */
    public static @Nullable Recipients readRecipients(@Nullable String json) {
        if (json == null) {
            return null;
        }
        var fields = read(json);
        return new Recipients(fields.to(), fields.cc());
    }

    private static List<Participant> participants(JsonObject fields, String name) {
        var array = fields.getJsonArray(name);
        return array == null
                ? List.of()
                : array.stream()
                        .map(JsonObject.class::cast)
                        .map(one -> new Participant(
                                Objects.requireNonNullElse(one.getString("email"), ""),
                                Objects.requireNonNullElse(one.getString("name"), "")))
                        .toList();
    }

    private static void put(JsonObject fields, String name, List<Participant> participants) {
        if (participants.isEmpty()) {
            return;
        }
        var array = new JsonArray();
        participants.stream()
                .limit(MAX_STORED)
                .forEach(one ->
                        array.add(new JsonObject().put("email", one.email()).put("name", one.name())));
        fields.put(name, array);
    }
}
