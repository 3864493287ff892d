package co.getanswers.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of what an account may send. */
@ConfigMapping(prefix = "getanswers.sending")
public interface SendingSettings {
    /** The number of mails that one account sends in an hour; further replies wait for the next. */
    @WithDefault("60")
    int perHour();

    /** Has the replies of an account wait until a mailed link has proved its address. */
    @WithDefault("true")
    boolean provenAddressesOnly();
}
