package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.FreshCount;
import java.util.UUID;

/** Whether the counters say what a fresh count does. */
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
