package co.getanswers.auth;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.Profile;
import co.getanswers.account.SendingLimit;
import co.getanswers.account.SendingLimits;
import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/**
 * The profile of the user who asks.
 *
 * @param gmailConnected true if the account holds credentials for Gmail that this service can read
 */
public record Me(Profile user, boolean gmailConnected, Sending sending) {
    /** Selects one row by the user's id. */
    static final String SQL = """
            select u.id, u.email, u.name, u.avatar_url, u.autonomy_level, u.addresses, u.created_at,
              u.gmail_credentials is not null as gmail_connected, u.gmail_credentials::text, %s
            from users u
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
                Sending.of(limit));
    }
}
