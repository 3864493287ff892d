package co.getanswers.schema.dev.lint;

import java.util.Map;

/** The findings of scripts that are older than a rule, and can't be edited any more. */
final class OlderScripts {
    private static final Map<String, Rule> FOUND = Map.of(
            "V007__conversations_columns.sql", Rule.DROP_NOT_NULL,
            "V024__require_messages_owner.sql", Rule.DROP_NOT_NULL,
            "V028__carry_over_sign_in.sql", Rule.WHOLE_TABLE_WRITE);

    private OlderScripts() {}

    static boolean contain(String script, Violation violation) {
        return FOUND.get(script) == violation.rule();
    }
}
