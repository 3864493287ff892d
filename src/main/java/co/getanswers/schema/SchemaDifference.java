package co.getanswers.schema;

import java.util.List;

/**
 * A difference between the live schema and the one that the revisions make.
 *
 * @param object the one that the revisions make, or the live one if they make none
 * @param sentence such as {@code column users.name is missing}
 * @param statements that mend it, in order; empty where a person has to decide. None of them loses data
 */
public record SchemaDifference(Kind kind, SchemaObject object, String sentence, List<String> statements) {
    public enum Kind {
        MISSING,
        CHANGED,
        EXTRA
    }

    public SchemaDifference {
        statements = List.copyOf(statements);
    }

    /** The name of the object, with that of its table. */
    public String address() {
        return object.address();
    }
}
