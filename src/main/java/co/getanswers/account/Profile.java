package co.getanswers.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The account as its user sees it. */
public record Profile(
        UUID id,
        @Schema(examples = "mara@example.org") String email,
        @Schema(examples = "Mara Lindqvist") String name,

        @Schema(examples = "https://example.org/mara.png", nullable = true) @Nullable
        String avatarUrl,

        AutonomyLevel autonomyLevel,

        @Schema(
                description = "Further addresses of yours: mail from them is your own",
                examples = "[\"sales@example.org\"]")
        List<String> addresses,

        @Schema(description = "Whether a password can sign in")
        boolean passwordSet,

        @Schema(
                description = "Below the replies that the agent drafts; null without one",
                examples = "Mara Lindqvist\nNorthwind Garden Tools",
                nullable = true)
        @Nullable String signature,

        @Schema(description = "The language of drafts; null if each has that of its mail", nullable = true) @Nullable ReplyLanguage replyLanguage,

        @Schema(description = "The tone of the greeting and the closing of drafts")
        ReplyTone replyTone,

        @Schema(
                description = "The seconds in which a decision can be withdrawn; null for those of the service",
                examples = "20",
                nullable = true)
        @Nullable Integer undoSeconds,

        Instant createdAt) {
    public static Profile of(User user) {
        return new Profile(
                user.id,
                user.email,
                user.name,
                user.avatarUrl,
                user.autonomyLevel,
                user.addresses,
                user.passwordHash != null,
                user.signature,
                user.replyLanguage,
                user.replyTone,
                user.undoSeconds,
                user.createdAt);
    }
}
