package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.account.ReplyLanguage;
import co.getanswers.account.UndoSettings;
import co.getanswers.account.User;
import co.getanswers.platform.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfileChangeTest {
    private static final UndoSettings BOUNDS = new UndoSettings() {
        @Override
        public Duration shortest() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration longest() {
            return Duration.ofMinutes(2);
        }
    };

    private final User user = User.named("Mara", "mara@example.org", Instant.EPOCH);
    private final ProfileChange change = new ProfileChange();

    @Test
    void whatWasNotSentStays() {
        user.avatarUrl = "https://example.org/1.png";
        change.name = Optional.of(" Mara L. ");
        change.applyTo(user, BOUNDS);
        assertThat(user.name).isEqualTo("Mara L.");
        assertThat(user.avatarUrl).isEqualTo("https://example.org/1.png");
        assertThat(user.autonomyLevel).isEqualTo(AutonomyLevel.MEDIUM);
    }

    @Test
    void nullRemovesThePicture() {
        user.avatarUrl = "https://example.org/1.png";
        change.avatarUrl = Optional.empty();
        change.applyTo(user, BOUNDS);
        assertThat(user.avatarUrl).isNull();
    }

    @Test
    void theSettingsOfRepliesAreSetAndRemoved() {
        change.signature = Optional.of("Mara\r\nNorthwind \n\n");
        change.replyLanguage = Optional.of(ReplyLanguage.DE);
        change.undoSeconds = Optional.of(20);
        change.applyTo(user, BOUNDS);
        assertThat(user.signature).isEqualTo("Mara\nNorthwind");
        assertThat(user.replyLanguage).isEqualTo(ReplyLanguage.DE);
        assertThat(user.undoSeconds).isEqualTo(20);

        change.signature = Optional.of(" \n");
        change.replyLanguage = Optional.empty();
        change.undoSeconds = Optional.empty();
        change.applyTo(user, BOUNDS);
        assertThat(user.signature).isNull();
        assertThat(user.replyLanguage).isNull();
        assertThat(user.undoSeconds).isNull();
    }

    @Test
    void aSignatureIsTextAndAnUndoWindowWithinBounds() {
        for (var text : List.of("x".repeat(2001), "a\u0000b", "a\u0007b", "\ud800")) {
            change.signature = Optional.of(text);
            assertThatThrownBy(() -> change.applyTo(user, BOUNDS)).isInstanceOf(Failure.Invalid.class);
        }
        change.signature = null;
        for (var seconds : List.of(-1, 0, 4, 121)) {
            change.undoSeconds = Optional.of(seconds);
            assertThatThrownBy(() -> change.applyTo(user, BOUNDS)).isInstanceOf(Failure.Invalid.class);
        }
        assertThat(user.signature).isNull();
        assertThat(user.undoSeconds).isNull();
    }

    @Test
    void everyInvalidFieldIsNamedAndNothingChanges() {
        change.name = Optional.empty();
        change.avatarUrl = Optional.of("javascript:alert(1)");
        change.autonomyLevel = Optional.empty();
        assertThatThrownBy(() -> change.applyTo(user, BOUNDS))
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(Failure.FieldError::field)
                                .containsExactly("name", "avatarUrl", "autonomyLevel"));
        assertThat(user.name).isEqualTo("Mara");
    }

    @Test
    void aliasesAreKeptInLowerCaseAndOnce() {
        change.addresses =
                Optional.of(List.of(" Sales@Example.ORG", "sales@example.org", "mara@example.org", "m@bücher.example"));
        change.applyTo(user, BOUNDS);
        assertThat(user.addresses).containsExactly("sales@example.org", "m@bücher.example");
    }

    @Test
    void aliasesThatAreNoneAreNamed() {
        change.addresses =
                Optional.of(List.of("a@b.example", "nobody", "a@b", "a b@c.example", "a@b@c.example", "<a@b.example>"));
        assertThatThrownBy(() -> change.applyTo(user, BOUNDS))
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(Failure.FieldError::field)
                                .containsExactly(
                                        "addresses[1]",
                                        "addresses[2]",
                                        "addresses[3]",
                                        "addresses[4]",
                                        "addresses[5]"));
        change.addresses = Optional.of(Collections.nCopies(21, "a@b.example"));
        assertThatThrownBy(() -> change.applyTo(user, BOUNDS)).isInstanceOf(Failure.Invalid.class);
        change.addresses = Optional.empty();
        assertThatThrownBy(() -> change.applyTo(user, BOUNDS)).isInstanceOf(Failure.Invalid.class);
        assertThat(user.addresses).isEmpty();
    }

    @Test
    void aPictureHasAWebAddress() {
        for (var text : new String[] {"", "x", "/a.png", "ftp://example.org/a", "https://", "https://a b", "data:,x"}) {
            change.avatarUrl = Optional.of(text);
            assertThatThrownBy(() -> change.applyTo(user, BOUNDS)).as(text).isInstanceOf(Failure.Invalid.class);
        }
    }
}
