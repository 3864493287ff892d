package co.getanswers.mail;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** A conversation's participants as their column holds them. */
public final class ParticipantsJson {
    private ParticipantsJson() {}

    /** @param writtenTo whether the owner's own mail in this conversation went to them */
    public record Stored(Participant participant, boolean writtenTo) {}

    /** The old service's rows need not hold what this one writes. */
    public static List<Stored> read(String json) {
        return Json.decodeValue(json) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .filter(member -> member.getValue("email") instanceof String)
                        .map(ParticipantsJson::stored)
                        .toList()
                : List.of();
    }

    private static Stored stored(JsonObject member) {
        var name = member.getValue("name") instanceof String text ? text : "";
        return new Stored(
                new Participant(member.getString("email"), name), Boolean.TRUE.equals(member.getValue("writtenTo")));
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
