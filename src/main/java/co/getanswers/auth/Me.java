package co.getanswers.auth;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.Profile;
import co.getanswers.account.User;
import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/**
 * The profile of the user who asks.
 *
 * @param gmailConnected true if the account holds credentials for Gmail that this service can read
 */
public record Me(Profile user, boolean gmailConnected) {
    /** Selects one row by the user's id. */
    static final String SQL = """
            select id, email, name, avatar_url, autonomy_level, addresses, created_at,
              gmail_credentials is not null as gmail_connected, gmail_credentials::text
            from users
            where id = $1""";

    static Me of(Row row, MailboxCredentials credentials) {
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
                        && credentials.canRead(row.getUUID("id"), row.getString("gmail_credentials")));
    }

    static Me of(User user, MailboxCredentials credentials) {
        return new Me(Profile.of(user), credentials.canRead(user.id, user.gmailCredentials));
    }
}
