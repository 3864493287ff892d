package co.getanswers.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the console. */
@ConfigMapping(prefix = "getanswers.console")
public interface ConsoleSettings {
    /** Serves the console; false where another client has the same origin, or none is wanted. */
    @WithDefault("true")
    boolean enabled();
}
