package co.getanswers.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Parses the rule language: the whole, the tree of conditions, and the effects. An instance parses once. */
final class RulesParser {
    private static final int DEEPEST = 16;
    private static final int MOST_CONDITIONS = 200;
    private static final int MOST_EFFECTS = 20;
    private static final int HIGHEST_PRIORITY = 1_000_000;
    private static final Map<String, RiskLevel> RISKS = Map.of("medium", RiskLevel.MEDIUM, "high", RiskLevel.HIGH);

    private final Findings findings = new Findings();
    private final ComparisonParser comparisons = new ComparisonParser(findings);
    private int conditions;

    Rules parse(JsonNode rules) {
        var parsed = rules("rules", rules);
        findings.refuseIfAny();
        return parsed;
    }

    private Rules rules(String path, JsonNode node) {
        if (!findings.isObject(path, node, "Rules must be a JSON object with \"when\" and \"then\".")) {
            return findings.placeholder();
        }
        findings.onlyKeys(path, node, "priority", "when", "then");
        var priority = node.hasNonNull("priority")
                ? findings.integer(path + ".priority", node.get("priority"), -HIGHEST_PRIORITY, HIGHEST_PRIORITY)
                : 0;
        var when = node.get("when");
        var always = when == null || when.isNull() || (when.isObject() && when.isEmpty());
        var condition = always ? new Condition.Always() : condition(path + ".when", when, 1);
        var effects = effects(path + ".then", node.get("then"));
        return findings.any() ? findings.placeholder() : new Rules(priority, condition, effects, null);
    }

    private Condition condition(String path, JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return findings.refuse(path, "Conditions may be nested at most " + DEEPEST + " deep.");
        }
        if (++conditions > MOST_CONDITIONS) {
            // Reported once: the rest of a tree that is too large is not parsed.
            return conditions == MOST_CONDITIONS + 1
                    ? findings.refuse(path, "Rules may have at most " + MOST_CONDITIONS + " conditions.")
                    : findings.placeholder();
        }
        if (!findings.isObject(path, node, "A condition must be a JSON object.")) {
            return findings.placeholder();
        }
        if (node.has("all")) {
            findings.onlyKeys(path, node, "all");
            return new Condition.All(conditions(path + ".all", node.get("all"), depth));
        }
        if (node.has("any")) {
            findings.onlyKeys(path, node, "any");
            return new Condition.Any(conditions(path + ".any", node.get("any"), depth));
        }
        if (node.has("not")) {
            findings.onlyKeys(path, node, "not");
            return new Condition.Not(condition(path + ".not", node.get("not"), depth + 1));
        }
        return comparisons.parse(path, node);
    }

    private List<Condition> conditions(String path, JsonNode node, int depth) {
        var parsed = new ArrayList<Condition>();
        if (!node.isArray() || node.isEmpty()) {
            return findings.refuse(path, "Must be a list of at least one condition.");
        }
        for (int i = 0; i < node.size() && conditions <= MOST_CONDITIONS; i++) {
            parsed.add(condition(path + "[" + i + "]", node.get(i), depth + 1));
        }
        return parsed;
    }

    private List<Effect> effects(String path, JsonNode node) {
        if (node == null || !node.isArray() || node.isEmpty() || node.size() > MOST_EFFECTS) {
            return findings.refuse(path, "Must be a list of 1 to " + MOST_EFFECTS + " effects.");
        }
        var seen = new HashSet<String>();
        var parsed = new ArrayList<Effect>();
        for (int i = 0; i < node.size(); i++) {
            var at = path + "[" + i + "]";
            var effect = effect(at, node.get(i));
            if (effect != null && !seen.add(effect.keyword())) {
                findings.refuse(at + ".effect", "The effect " + effect.keyword() + " is named twice.");
            }
            parsed.add(effect);
        }
        return parsed;
    }

    private Effect effect(String path, JsonNode node) {
        if (!findings.isObject(
                path, node, "An effect must be a JSON object such as {\"effect\": \"require_review\"}.")) {
            return findings.placeholder();
        }
        var value = node.path("effect");
        switch (value.isTextual() ? value.textValue() : "") {
            case "require_review":
                findings.onlyKeys(path, node, "effect");
                return new Effect.RequireReview();
            case "allow_auto":
                findings.onlyKeys(path, node, "effect");
                return new Effect.AllowAuto();
            case "mute":
                findings.onlyKeys(path, node, "effect");
                return new Effect.Mute();
            case "raise_risk":
                findings.onlyKeys(path, node, "effect", "to");
                return raiseRisk(path + ".to", node.path("to"));
            case "set_priority":
                findings.onlyKeys(path, node, "effect", "value");
                return new Effect.SetPriority(findings.integer(path + ".value", node.path("value"), 0, 100));
            case "draft":
                findings.onlyKeys(path, node, "effect", "template");
                return draft(path + ".template", node.path("template"));
            default:
                return findings.refuse(
                        path + ".effect",
                        "The effects are require_review, allow_auto, raise_risk, set_priority, mute, draft.");
        }
    }

    private Effect raiseRisk(String path, JsonNode node) {
        var to = node.isTextual() ? RISKS.get(node.textValue()) : null;
        return to == null
                ? findings.refuse(path, "Must be medium or high: a policy never lowers a risk.")
                : new Effect.RaiseRisk(to);
    }

    private Effect draft(String path, JsonNode node) {
        var text = findings.text(path, node);
        if (text == null) {
            return findings.placeholder();
        }
        if (text.isBlank()) {
            return findings.refuse(path, "The template is empty.");
        }
        try {
            return new Effect.Draft(new Template(text));
        } catch (IllegalArgumentException unknown) {
            return findings.refuse(path, String.valueOf(unknown.getMessage()));
        }
    }
}
