package co.getanswers.auth;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.Profile;
import co.getanswers.account.SendingLimit;
import co.getanswers.account.SendingLimits;
import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The profile of the user who asks.
 *
 * @param gmailConnected true if the account holds credentials for Gmail that this service can read
 */
public record Me(
        Profile user,
        boolean gmailConnected,
        Sending sending,

        @Schema(
                nullable = true,
                description = "What the account held before its address was proved; null if that was nothing")
        @Nullable SetAside setAside) {
    /** Selects one row by the user's id. */
    static final String SQL = """
            select u.id, u.email, u.name, u.avatar_url, u.autonomy_level, u.addresses, u.created_at,
              u.gmail_credentials is not null as gmail_connected, u.gmail_credentials::text, %s,
              x.set_aside_at,
              (select count(*) from messages m where m.user_id = x.user_id) as earlier_messages,
              (select count(*) from objectives o where o.user_id = x.user_id) as earlier_objectives,
              (select count(*) from policies p where p.user_id = x.user_id) as earlier_policies
            from users u
            left join set_aside_accounts x on x.owner_id = u.id
            %s
            where u.id = $1""".formatted(SendingLimits.COLUMNS, SendingLimits.JOIN);

    static Me of(Row row, MailboxCredentials credentials, SendingLimit limit) {
        return new Me(
                new Profile(
                        row.getUUID("id"),
                        row.getString("email"),
                        row.getString("name"),
                        row.getString("avatar_url"),
                        EnumValue.parse(AutonomyLevel.class, row.getString("autonomy_level")),
                        List.of(row.getArrayOfStrings("addresses")),
                        row.getOffsetDateTime("created_at").toInstant()),
                row.getBoolean("gmail_connected")
                        && credentials.canRead(row.getUUID("id"), row.getString("gmail_credentials")),
                Sending.of(limit),
                setAside(row));
    }

    private static @Nullable SetAside setAside(Row row) {
        var since = row.getOffsetDateTime("set_aside_at");
        return since == null
                ? null
                : new SetAside(
                        since.toInstant(),
                        row.getLong("earlier_messages"),
                        row.getLong("earlier_objectives"),
                        row.getLong("earlier_policies"));
    }
}
