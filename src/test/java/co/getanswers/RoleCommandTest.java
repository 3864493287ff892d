package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.platform.InvalidSetting;
import java.util.Locale;
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
        assertThat(roleOf("", Map.of("RUN_WORKER", runWorker, "RUN_BEAT", runBeat)))
                .isEqualTo(command);
    }

    @ParameterizedTest
    @CsvSource({
        "serve, serve",
        "worker, worker",
        "scheduler, scheduler",
        "health, ''",
        "worker --help, ''",
        "Worker, ''"
    })
    void aRoleIsNamedWhereNothingElseIsSaid(String arguments, String command) {
        assertThat(roleOf(arguments, Map.of("RUN_BEAT", "true"))).isEqualTo(command);
    }

    @Test
    void bothAtOnceAreRefused() {
        assertThatThrownBy(() -> roleOf("", Map.of("RUN_WORKER", "true", "RUN_BEAT", "true")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("set one of them");
    }

    private static String roleOf(String arguments, Map<String, String> environment) {
        return RoleCommand.parse(arguments.isEmpty() ? new String[0] : arguments.split(" "), environment)
                .map(role -> role.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
