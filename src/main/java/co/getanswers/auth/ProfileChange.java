package co.getanswers.auth;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.ReplyLanguage;
import co.getanswers.account.ReplyTone;
import co.getanswers.account.UndoSettings;
import co.getanswers.account.User;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a profile to change. An absent field was not sent, and keeps its value; an empty Optional is a JSON null,
 * which clears the picture and the settings of replies, and is invalid for the others. (A record's constructor can't tell the two apart.)
 */
public class ProfileChange {
    private static final int MAX_NAME = 255;
    private static final int MAX_URL = 512;
    private static final int MAX_SIGNATURE = 2_000;

    /** Characters that no line of a mail has. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    @Schema(examples = "Mara Lindqvist", minLength = 1, maxLength = MAX_NAME, pattern = "\\S", nullable = false)
    public @Nullable Optional<String> name;

    @Schema(examples = "https://example.org/mara.png", format = "uri", maxLength = MAX_URL, pattern = "^https?://")
    public @Nullable Optional<String> avatarUrl;

    public @Nullable Optional<AutonomyLevel> autonomyLevel;

    @Schema(
            description =
                    "Further addresses of yours, at most 20. Mail of yours from them counts as sent by you, and replies"
                            + " never go to them",
            examples = "[\"sales@example.org\"]",
            maxItems = Aliases.MAX,
            nullable = false)
    public @Nullable Optional<List<@Nullable String>> addresses;

    @JsonProperty("onboarding_completed")
    @Schema(description = "True once the user has been through the web client's introduction", nullable = false)
    public @Nullable Optional<Boolean> onboardingCompleted;

    @Schema(
            description = "Below the replies that the agent drafts; null removes it",
            examples = "Mara Lindqvist\nNorthwind Garden Tools",
            maxLength = MAX_SIGNATURE)
    public @Nullable Optional<String> signature;

    /** Described as text: of a reference to the languages, the document could not say that it may be null. */
    @Schema(
            description = "The language of drafts; null for that of each mail",
            implementation = String.class,
            nullable = true,
            examples = "en",
            pattern = "^(en|de|fr|es|it|pt|nl)$")
    public @Nullable Optional<ReplyLanguage> replyLanguage;

    @Schema(description = "The tone of the greeting and the closing of drafts")
    public @Nullable Optional<ReplyTone> replyTone;

    @Schema(
            description = "The seconds in which a decision can be withdrawn; null for those of the service",
            examples = "20")
    public @Nullable Optional<Integer> undoSeconds;

    /**
     * Applies all fields or none.
     *
     * @param bounds of the undo window
     * @throws Failure.Invalid with every field that is not valid
     */
    void applyTo(User user, UndoSettings bounds) {
        var errors = new ArrayList<FieldError>();
        if (name != null
                && name.map(String::strip).filter(ProfileChange::isName).isEmpty()) {
            errors.add(new FieldError("name", "must have 1 to " + MAX_NAME + " characters"));
        }
        if (avatarUrl != null && avatarUrl.isPresent() && !isUrl(avatarUrl.get())) {
            errors.add(
                    new FieldError("avatarUrl", "must be an http or https URL of at most " + MAX_URL + " characters"));
        }
        if (autonomyLevel != null && autonomyLevel.isEmpty()) {
            errors.add(new FieldError(
                    "autonomyLevel",
                    "must be one of "
                            + List.of(AutonomyLevel.values()).stream()
                                    .map(AutonomyLevel::value)
                                    .toList()));
        }
        if (replyTone != null && replyTone.isEmpty()) {
            errors.add(new FieldError("replyTone", "must be one of " + EnumValue.all(ReplyTone.class)));
        }
        if (addresses != null) {
            errors.addAll(Aliases.faults(addresses.orElse(null)));
        }
        if (onboardingCompleted != null && onboardingCompleted.isEmpty()) {
            errors.add(new FieldError("onboarding_completed", "must be true or false"));
        }
        if (signature != null && signature.filter(text -> !isSignature(text)).isPresent()) {
            errors.add(new FieldError(
                    "signature",
                    "must have at most " + MAX_SIGNATURE + " characters, none of them a control character"));
        }
        var shortest = bounds.shortest().toSeconds();
        var longest = bounds.longest().toSeconds();
        if (undoSeconds != null
                && undoSeconds
                        .filter(seconds -> seconds < shortest || seconds > longest)
                        .isPresent()) {
            errors.add(new FieldError("undoSeconds", "must be " + shortest + " to " + longest));
        }
        if (!errors.isEmpty()) {
            throw new Failure.Invalid(errors);
        }
        if (name != null) {
            user.name = name.get().strip();
        }
        if (avatarUrl != null) {
            user.avatarUrl = avatarUrl.orElse(null);
        }
        if (addresses != null) {
            user.addresses = Aliases.normalised(addresses.get(), user.email);
        }
        if (onboardingCompleted != null) {
            user.onboarded = onboardingCompleted.get();
        }
        if (autonomyLevel != null) {
            user.autonomyLevel = autonomyLevel.get();
        }
        if (signature != null) {
            user.signature = signature
                    .map(ProfileChange::lines)
                    .filter(text -> !text.isBlank())
                    .orElse(null);
        }
        if (replyLanguage != null) {
            user.replyLanguage = replyLanguage.orElse(null);
        }
        if (replyTone != null) {
            user.replyTone = replyTone.get();
        }
        if (undoSeconds != null) {
            user.undoSeconds = undoSeconds.orElse(null);
        }
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").stripTrailing();
    }

    private static boolean isSignature(String text) {
        var lines = lines(text);
        return lines.length() <= MAX_SIGNATURE
                && !CONTROL.matcher(lines).find()
                && lines.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= MAX_NAME;
    }

    private static boolean isUrl(String text) {
        try {
            var url = URI.create(text);
            return text.length() <= MAX_URL
                    && url.getHost() != null
                    && ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
