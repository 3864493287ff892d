package co.getanswers.account;

import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "users", indexes = @Index(name = "ix_users_email", columnList = "email", unique = true))
public class User extends PanacheEntityBase {
    private static final String LASTING_SESSION =
            "select exists (select from sessions where id = ?1 and user_id = ?2 and ended_at is null)";

    @Id
    public UUID id;

    /** In lower case; unique. */
    @Column(nullable = false, length = 255)
    public String email;

    /** A bcrypt hash; absent if the person signs in by magic link only. */
    @Column(name = "password_hash", length = 255)
    public @Nullable String passwordHash;

    @Column(nullable = false, length = 255)
    public String name;

    @Column(name = "avatar_url", length = 512)
    public @Nullable String avatarUrl;

    @Column(name = "autonomy_level", nullable = false, length = 20)
    public AutonomyLevel autonomyLevel = AutonomyLevel.MEDIUM;

    /** Further addresses of the person, in lower case. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @ColumnDefault("'{}'")
    @Column(nullable = false, columnDefinition = "text[]")
    public List<String> addresses = List.of();

    /** Ciphertext only; absent while no Gmail account is connected. */
    @ColumnTransformer(read = "gmail_credentials::text", write = "?::text::jsonb")
    @Column(name = "gmail_credentials", columnDefinition = "jsonb")
    public @Nullable String gmailCredentials;

    /** When a mailed link first proved that the address is the person's. */
    @Column(name = "email_verified_at")
    public @Nullable Instant emailVerifiedAt;

    /** True once the user has been through the web client's introduction. */
    @ColumnDefault("false")
    @Column(name = "onboarded", nullable = false)
    public boolean onboarded;

    /** Text below the replies that the agent drafts; absent while there is none. */
    @Column(columnDefinition = "text")
    public @Nullable String signature;

    /** The language of drafts; absent if each has that of its mail. */
    @Column(name = "reply_language", length = 20)
    public @Nullable ReplyLanguage replyLanguage;

    @ColumnDefault("'neutral'")
    @Column(name = "reply_tone", nullable = false, length = 20)
    public ReplyTone replyTone = ReplyTone.NEUTRAL;

    /** The undo window that the user chose; absent while it is that of the service. */
    @Column(name = "undo_seconds")
    public @Nullable Integer undoSeconds;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;

    /** A user with the defaults, not yet persisted. */
    public static User named(String name, String email, Instant now) {
        var user = new User();
        user.id = IdentifierGenerator.next();
        user.email = normalised(email);
        user.name = name;
        user.createdAt = now;
        user.updatedAt = now;
        return user;
    }

    /** The name of an account until its owner gives another: the part of the address before the @. */
    public static String nameOf(String email) {
        return email.split("@", 2)[0];
    }

    /**
     * Locks the user's row until the end of the caller's transaction, for a change that the session asks for. An ended
     * session changes nothing, also where another instance still takes it for alive.
     *
     * @throws AccountDeleted (in the Uni) if the account was deleted
     * @throws Failure.Unauthenticated (in the Uni) if the session has ended
     */
    public static Uni<User> lockFor(AuthenticatedUser asking) {
        return lockFor(MailboxWriter.of(asking));
    }

    /** Does the same for a writer that may be the service itself, which has no session. */
    public static Uni<User> lockFor(MailboxWriter writer) {
        return User.<User>findById(writer.userId(), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(AccountDeleted::new)
                .call(() -> writer.sessionId() == null ? Uni.createFrom().voidItem() : requireLasting(writer));
    }

    private static Uni<Void> requireLasting(MailboxWriter writer) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(LASTING_SESSION, Boolean.class)
                        .setParameter(1, writer.sessionId())
                        .setParameter(2, writer.userId())
                        .getSingleResult())
                .invoke(lasts -> {
                    if (!lasts) {
                        throw new Failure.Unauthenticated("The session has ended.");
                    }
                })
                .replaceWithVoid();
    }

    public static Uni<Optional<User>> findByEmail(String email) {
        return User.<User>find("email", normalised(email)).firstResult().map(Optional::ofNullable);
    }

    /** Addresses are kept and compared in lower case, as the old service did. */
    public static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
