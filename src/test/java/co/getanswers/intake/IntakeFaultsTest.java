package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeFaultsTest {
    @ParameterizedTest
    @ValueSource(strings = {"22021", "23514", "54000"})
    void dataThatTheDatabaseRefusesIsTheMessagesFault(String state) {
        assertThat(Intake.isCausedByMail(new PgException("refused", "ERROR", state, "")))
                .isTrue();
    }

    @Test
    void mailThatCannotBePlannedIsAtFault() {
        assertThat(Intake.isCausedByMail(new Intake.UnplannableBatch(new IllegalStateException())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40001", "42P01", "53200", "57014", "XX000"})
    void whatElseTheDatabaseRefusesIsNot(String state) {
        assertThat(Intake.isCausedByMail(new PgException("refused", "ERROR", state, "")))
                .isFalse();
    }

    @Test
    void aServiceThatStopsIsNot() {
        assertThat(Intake.isCausedByMail(new RejectedExecutionException())).isFalse();
        assertThat(Intake.isCausedByMail(new IllegalStateException("Pool closed")))
                .isFalse();
    }
}
