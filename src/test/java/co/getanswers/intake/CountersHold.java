package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.FreshCount;
import java.util.UUID;

/** Holds the counters to a fresh count. */
final class CountersHold {
    private CountersHold() {}

    static void assertThey(UUID userId) {
        assertThat(Database.texts(
                        "select concat(kept, ' should be ', counted) from (" + FreshCount.DIFFERENCES
                                + ") differing where user_id = ?",
                        userId))
                .isEmpty();
    }
}
