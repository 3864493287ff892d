package co.getanswers.schema.dev.lint;

import java.util.Map;
import java.util.Set;

/** The findings of scripts that are older than a rule, and can't be edited any more. */
final class OlderScripts {
    /** These turn the tables of the service before, whose statements nothing keeps prepared. */
    private static final String TAKEOVER = "V00[3-9]__.*";

    private static final Map<String, Set<Rule>> FOUND = Map.of(
            TAKEOVER,
            Set.of(Rule.STALE_PLANS),
            "V007__conversations_columns.sql",
            Set.of(Rule.DROP_NOT_NULL),
            "V024__require_messages_owner.sql",
            Set.of(Rule.DROP_NOT_NULL),
            "V028__carry_over_sign_in.sql",
            Set.of(Rule.WHOLE_TABLE_WRITE));

    private OlderScripts() {}

    static boolean contain(String script, Violation violation) {
        return FOUND.entrySet().stream()
                .anyMatch(found ->
                        script.matches(found.getKey()) && found.getValue().contains(violation.rule()));
    }
}
