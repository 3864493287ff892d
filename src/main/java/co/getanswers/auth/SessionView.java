package co.getanswers.auth;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session as its user sees it. */
public record SessionView(
        UUID id,

        @Schema(description = "The device, as it named itself", examples = "Firefox on Linux")
        String device,

        @Schema(
                description = "The address of the client at the last use, for IPv6 its network; null for old sessions",
                examples = "203.0.113.7",
                nullable = true)
        @Nullable String client,

        Instant signedInAt,

        @Schema(description = "The time of the last renewal, or of the sign-in")
        Instant lastUsedAt,

        @Schema(description = "Whether this request belongs to it")
        boolean current) {
    /** The sessions that last, the latest used first; at most 100. */
    static final String SQL = """
            select id, user_agent, client, created_at, coalesce(used_at, created_at) as last_used_at
            from sessions
            where user_id = $1 and ended_at is null and expires_at > now()
            order by last_used_at desc, id desc
            limit 100""";

    static SessionView of(Row row, UUID current) {
        return new SessionView(
                row.getUUID("id"),
                Device.name(row.getString("user_agent")),
                row.getString("client"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("last_used_at").toInstant(),
                row.getUUID("id").equals(current));
    }

    /** A list of sessions. */
    public record Sessions(List<SessionView> items) {}
}
