package co.getanswers.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the imports that arrive over the REST interface. */
@ConfigMapping(prefix = "getanswers.intake")
public interface IntakeSettings {
    /** The number of mailboxes that one account may import at the same time; another is refused with 429. */
    @WithDefault("2")
    int importsPerUser();

    /** The number of mailboxes that one instance imports at the same time; another is refused with 503. */
    @WithDefault("16")
    int imports();
}
