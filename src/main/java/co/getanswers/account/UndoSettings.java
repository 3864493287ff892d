package co.getanswers.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the undo window that a user may choose. */
@ConfigMapping(prefix = "getanswers.undo")
public interface UndoSettings {
    /** The shortest undo window that a user may choose. */
    @WithDefault("5s")
    Duration shortest();

    /** The longest undo window that a user may choose. */
    @WithDefault("2m")
    Duration longest();
}
