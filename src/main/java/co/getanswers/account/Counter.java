package co.getanswers.account;

import co.getanswers.platform.EnumValue;
import java.util.Locale;

/** One of the counts that {@link UserCounters} keeps, by the name of its column. */
public enum Counter {
    PENDING_HIGH,
    PENDING_MEDIUM,
    PENDING_LOW,
    WAITING_ON_YOU,
    WAITING_ON_OTHERS,
    HANDLED,
    SCHEDULED,
    MUTED;

    /** @param risk as stored, such as {@code high} */
    public static Counter pending(String risk) {
        return valueOf("PENDING_" + risk.toUpperCase(Locale.ROOT));
    }

    /** @param status of an objective, as stored, such as {@code waiting_on_you} */
    public static Counter objectives(String status) {
        return valueOf(status.toUpperCase(Locale.ROOT));
    }

    String column() {
        return EnumValue.of(this);
    }
}
