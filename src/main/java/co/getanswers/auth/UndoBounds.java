package co.getanswers.auth;

import co.getanswers.account.UndoSettings;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Bounds of the undo window that the user may choose, in seconds, both included. */
@Schema(description = "The bounds of the undo window that the user may choose")
public record UndoBounds(
        @Schema(description = "Seconds", examples = "5") long shortest,
        @Schema(description = "Seconds", examples = "120") long longest) {
    static UndoBounds of(UndoSettings settings) {
        return new UndoBounds(
                settings.shortest().toSeconds(), settings.longest().toSeconds());
    }
}
