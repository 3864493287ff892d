package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.platform.InvalidSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleCommandTest {
    @ParameterizedTest
    @CsvSource({
        "true,  '',    worker",
        "True, false, worker",
        "'', true, scheduler",
        "false, TRUE, scheduler",
        "'',    '',    serve",
        "false, false, serve"
    })
    void theOldServicesVariablesChooseTheRole(String runWorker, String runBeat, String command) {
        var chosen = RoleCommand.chosenBy(Map.of("RUN_WORKER", runWorker, "RUN_BEAT", runBeat));

        assertThat(chosen.getClass().getSimpleName()).isEqualToIgnoringCase(command);
    }

    @Test
    void bothAtOnceAreRefused() {
        assertThatThrownBy(() -> RoleCommand.chosenBy(Map.of("RUN_WORKER", "true", "RUN_BEAT", "true")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("set one of them");
    }
}
