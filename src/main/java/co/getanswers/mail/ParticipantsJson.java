package co.getanswers.mail;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads and writes the participants of a conversation as {@code conversations.participants} stores them. */
public final class ParticipantsJson {
    private static final Participant NOBODY = new Participant("", "");

    private ParticipantsJson() {}

    /** @param writtenTo true if the owner's own mail in this conversation went to the participant */
    public record Stored(Participant participant, boolean writtenTo) {}

    /** Reads the participants that have an address. */
    public static List<Stored> read(String json) {
        return members(json)
                .filter(stored -> !stored.participant().email().isEmpty())
                .toList();
    }

    /** Reads all participants; the address of one who has only a name is empty. */
    public static List<Participant> readAll(String json) {
        return members(json).map(Stored::participant).toList();
    }

    /** The old service wrote rows of any shape, among them plain addresses; unreadable members are skipped. */
    private static Stream<Stored> members(String json) {
        return Json.decodeValue(json) instanceof JsonArray array
                ? array.stream()
                        .map(ParticipantsJson::stored)
                        .filter(stored -> !stored.participant().equals(NOBODY))
                : Stream.empty();
    }

    private static Stored stored(Object member) {
        if (member instanceof JsonObject object) {
            var email = text(object.getValue("email")).toLowerCase(Locale.ROOT);
            var participant = new Participant(email, text(object.getValue("name")));
            return new Stored(participant, Boolean.TRUE.equals(object.getValue("writtenTo")));
        }
        return new Stored(new Participant(text(member).toLowerCase(Locale.ROOT), ""), false);
    }

    private static String text(Object value) {
        return value instanceof String text ? text.strip() : "";
    }

    public static String write(Stream<Stored> participants) {
        var array = new JsonArray();
        participants.forEach(stored -> {
            var member = new JsonObject()
                    .put("email", stored.participant().email())
                    .put("name", stored.participant().name());
            array.add(stored.writtenTo() ? member.put("writtenTo", true) : member);
        });
        return array.encode();
    }
}
