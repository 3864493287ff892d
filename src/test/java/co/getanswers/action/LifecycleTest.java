package co.getanswers.action;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.triage.ActionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
    private static final Path PAGE = Path.of("src/docs/lifecycle.md");
    private static final Path STORE = Path.of("src/main/java/co/getanswers/action/ExecutionStore.java");

    private static final Map<Lifecycle.Effect, String> EFFECTS = Map.of(
            Lifecycle.Effect.SENDS_REPLY, "sends the reply",
            Lifecycle.Effect.KEEPS_DRAFT, "keeps the draft",
            Lifecycle.Effect.CHANGES_OBJECTIVE, "changes the objective");

    /** Statements that change executions, in SQL or over the entity. */
    private static final Pattern CHANGE = Pattern.compile(
            "(?i)(insert\\s+into|update|delete\\s+from)\\s+executions?\\b|new Execution\\(|Execution\\.(update|delete)\\(");

    @ParameterizedTest
    @CsvSource({
        "DRAFT, PERSON, SENDS_REPLY",
        "DRAFT, AGENT, KEEPS_DRAFT",
        "DRAFT, , KEEPS_DRAFT",
        "SEND, PERSON, SENDS_REPLY",
        "SEND, AGENT, SENDS_REPLY",
        "FILE, PERSON, CHANGES_OBJECTIVE",
        "FILE, AGENT, CHANGES_OBJECTIVE",
        "SCHEDULE, PERSON, CHANGES_OBJECTIVE",
        "SCHEDULE, AGENT, CHANGES_OBJECTIVE",
        "TRIAGE, PERSON, CHANGES_OBJECTIVE",
        "TRIAGE, AGENT, CHANGES_OBJECTIVE"
    })
    void anEffectFollowsFromTypeAndDecider(ActionType type, Decider decider, Lifecycle.Effect effect) {
        assertThat(Lifecycle.effect(type, decider)).isEqualTo(effect);
    }

    @Test
    void thePageShowsTheEffectsOfEveryType() throws IOException {
        var rows = Arrays.stream(ActionType.values())
                .map(type -> "| `%s` | %s | %s | `%s` | `%s` | %s |"
                        .formatted(
                                type.value(),
                                EFFECTS.get(Lifecycle.effect(type, Decider.PERSON)),
                                EFFECTS.get(Lifecycle.effect(type, Decider.AGENT)),
                                type.objectiveAfterApproval().value(),
                                type.objectiveAfterAutomaticRun().value(),
                                type.threshold().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        assertThat(Files.readAllLines(PAGE)).containsSequence(rows.toList());
    }

    @Test
    void thePageShowsEveryTransition() throws IOException {
        var drawn = Pattern.compile("(?m)^ {4}(\\S+) --> (\\S+) : (\\w+)$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(arrow -> arrow.group(1) + " " + arrow.group(2) + " " + arrow.group(3));
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(transitions());
    }

    private static List<String> transitions() {
        var arrows = new ArrayList<String>();
        for (var transition : ExecutionTransition.values()) {
            var to = transition.to().map(ExecutionStatus::value).orElse("[*]");
            Stream.concat(
                            transition == ExecutionTransition.ENQUEUE ? Stream.of("[*]") : Stream.empty(),
                            transition.from().stream().map(ExecutionStatus::value))
                    .forEach(from -> arrows.add(from + " " + to + " " + transition));
        }
        return arrows;
    }

    @Test
    void onlyTheStoreChangesExecutions() throws IOException {
        assertThat(changes(STORE)).isPositive();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.equals(STORE) && changes(file) > 0))
                    .isEmpty();
        }
    }

    private static long changes(Path source) {
        try {
            return CHANGE.matcher(Files.readString(source)).results().count();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
