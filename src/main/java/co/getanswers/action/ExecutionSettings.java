package co.getanswers.action;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What whoever orders the carrying out of an action has to know of it. */
@ConfigMapping(prefix = "getanswers.work")
public interface ExecutionSettings {
    /** How long after a decision it can be withdrawn; nothing is carried out before. */
    @WithDefault("10s")
    Duration undoWindow();
}
