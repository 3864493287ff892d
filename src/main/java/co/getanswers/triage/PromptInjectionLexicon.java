package co.getanswers.triage;

import co.getanswers.triage.Phrases.Occurrence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Phrases of prompt injection: text meant for an agent rather than for a person. Some tell it alone. An order, such as to
 * ignore instructions or to forward all mail, is found in harmless mail as well: it counts near words that address an
 * agent, or near another order. The lists can't be complete, and need not be: the built-in agent takes no orders from
 * mail. They keep a person between such mail and every action.
 */
final class PromptInjectionLexicon {
    /** Tokens by which chat models tell one speaker from the next. */
    private static final List<String> MARKERS = List.of(
            "<|im_start|>",
            "<|im_end|>",
            "<|system|>",
            "<|user|>",
            "<|assistant|>",
            "<|endoftext|>",
            "<|start_header_id|>",
            "<|eot_id|>",
            "<start_of_turn>",
            "[inst]",
            "[/inst]",
            "<<sys>>",
            "### instruction",
            "### system",
            "<tool_call>",
            "<tool_result>",
            "<tool_response>",
            "<function_call",
            "<function_results>",
            "<system-reminder>",
            "<system_prompt>",
            "[system message]",
            "[system override]",
            "[tool result]",
            "[tool output]",
            "(system_message)",
            "(system message)");

    /** Labels of a speaker, each of which counts as words that address an agent. */
    private static final List<String> LABELS = List.of(
            "[system]",
            "\nsystem:",
            "\nassistant:",
            "<information>",
            "</information>",
            "<important>",
            "</important>",
            "<instructions>",
            "<admin>",
            "<context>",
            "<tool>",
            "<prompt>",
            "<system>",
            "</system>",
            "</user>",
            "</document>",
            "<thinking>",
            "<assistant>");

    /** The farthest distance in words at which two phrases are near each other. */
    private static final int NEAR = 40;

    private static final int MOST = 200;

    private final Phrases phrases;
    private final int agent;
    private final int order;

    private final int harmless;

    private PromptInjectionLexicon(Phrases alone, Phrases agent, Phrases orders, Phrases harmless) {
        this.phrases = alone.and(agent).and(orders).and(harmless);
        this.agent = alone.size();
        this.order = this.agent + agent.size();
        this.harmless = this.order + orders.size();
    }

    static PromptInjectionLexicon of(List<LanguageFile> files) {
        return new PromptInjectionLexicon(
                Phrases.of(files, "prompt-injection"),
                Phrases.of(files, "prompt-injection.agent"),
                Phrases.of(files, "prompt-injection.order"),
                Phrases.of(files, "prompt-injection.harmless"));
    }

    /** The list that texts are searched for. */
    Phrases phrases() {
        return phrases;
    }

    /** The first injection, as the text has it. */
    Optional<String> findIn(Words words, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var marker = lower.indexOf('<') < 0
                        && lower.indexOf('[') < 0
                        && lower.indexOf('#') < 0
                        && lower.indexOf("(system") < 0
                ? Optional.<String>empty()
                : MARKERS.stream().filter(lower::contains).findFirst();
        if (marker.isPresent()) {
            return marker;
        }
        var found = withoutHarmless(phrases.occurrences(words, MOST));
        var alone = found.stream().filter(one -> one.phrase() < agent).findFirst();
        if (alone.isPresent()) {
            return alone.map(one -> shown(words, one.from(), one.to()));
        }
        var orders = found.stream().filter(one -> one.phrase() >= order).toList();
        if (!orders.isEmpty() && LABELS.stream().anyMatch(lower::contains)) {
            return Optional.of(shown(words, orders.get(0).from(), orders.get(0).to()));
        }
        for (var one : orders) {
            for (var other : found) {
                if (supports(other, one)) {
                    return Optional.of(shown(words, one.from(), one.to()));
                }
            }
        }
        return Optional.empty();
    }

    private List<Occurrence> withoutHarmless(List<Occurrence> found) {
        var spared = found.stream().filter(one -> one.phrase() >= harmless).toList();
        return found.stream()
                .filter(one -> one.phrase() < harmless)
                .filter(one -> spared.stream().noneMatch(other -> other.from() < one.to() && one.from() < other.to()))
                .toList();
    }

    private boolean supports(Occurrence other, Occurrence one) {
        var apart = other.to() <= one.from() || one.to() <= other.from();
        var distance = Math.max(other.from() - one.to(), one.from() - other.to());
        return other.phrase() != one.phrase() && apart && distance <= NEAR;
    }

    private static String shown(Words words, int from, int to) {
        return String.join(" ", words.list().subList(from, to));
    }
}
