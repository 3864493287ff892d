package co.getanswers.auth;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.Profile;
import co.getanswers.account.ReplyLanguage;
import co.getanswers.account.ReplyTone;
import co.getanswers.account.SendingLimit;
import co.getanswers.account.SendingLimits;
import co.getanswers.account.UndoSettings;
import co.getanswers.platform.EnumValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The profile of the user who asks; its fields stand beside it as well, for the Python service's web client.
 *
 * @param gmailConnected true if the account holds credentials for Gmail that this service can read
 */
public record Me(
        Profile user,
        UUID id,
        @Schema(examples = "mara@example.org") String email,
        @Schema(examples = "Mara Lindqvist") String name,

        @Schema(examples = "https://example.org/mara.png") @Nullable
        String avatarUrl,

        AutonomyLevel autonomyLevel,
        List<String> addresses,
        boolean passwordSet,
        Instant createdAt,

        @JsonProperty("needs_password_setup") @Schema(description = "Whether the account has no password")
        boolean needsPasswordSetup,

        @JsonProperty("onboarding_completed")
        @Schema(description = "Whether the user has been through the web client's introduction")
        boolean onboardingCompleted,

        boolean gmailConnected,
        Sending sending,
        UndoBounds undo,

        @Schema(
                nullable = true,
                description = "What the account held before its address was proved; null if that was nothing")
        @Nullable SetAside setAside) {
    /** Selects one row by the user's id. */
    static final String SQL = """
            select u.id, u.email, u.name, u.avatar_url, u.autonomy_level, u.addresses, u.created_at, u.signature,
              u.reply_language, u.reply_tone, u.undo_seconds,
              u.password_hash is not null as password_set, u.onboarded,
              u.gmail_credentials is not null as gmail_connected, u.gmail_credentials::text, %s,
              x.set_aside_at,
              (select count(*) from messages m where m.user_id = x.user_id) as earlier_messages,
              (select count(*) from objectives o where o.user_id = x.user_id) as earlier_objectives,
              (select count(*) from policies p where p.user_id = x.user_id) as earlier_policies
            from users u
            left join set_aside_accounts x on x.owner_id = u.id
            %s
            where u.id = $1""".formatted(SendingLimits.COLUMNS, SendingLimits.JOIN);

    static Me of(Row row, MailboxCredentials credentials, SendingLimit limit, UndoSettings undo) {
        var user = profile(row);
        return new Me(
                user,
                user.id(),
                user.email(),
                user.name(),
                user.avatarUrl(),
                user.autonomyLevel(),
                user.addresses(),
                user.passwordSet(),
                user.createdAt(),
                !user.passwordSet(),
                row.getBoolean("onboarded"),
                row.getBoolean("gmail_connected")
                        && credentials.canRead(row.getUUID("id"), row.getString("gmail_credentials")),
                Sending.of(limit),
                UndoBounds.of(undo),
                setAside(row));
    }

    private static Profile profile(Row row) {
        return new Profile(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("name"),
                row.getString("avatar_url"),
                EnumValue.parse(AutonomyLevel.class, row.getString("autonomy_level")),
                List.of(row.getArrayOfStrings("addresses")),
                row.getBoolean("password_set"),
                row.getString("signature"),
                EnumValue.parseNullable(ReplyLanguage.class, row.getString("reply_language")),
                EnumValue.parse(ReplyTone.class, row.getString("reply_tone")),
                row.getInteger("undo_seconds"),
                row.getOffsetDateTime("created_at").toInstant());
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
