package co.getanswers.schema.dev.lint;

/** What a rule has to say about a line, before anybody has looked whether it is allowed there. */
record Violation(int line, Rule rule, String what, String safe) {
    Finding toFinding(String revision, String file) {
        return new Finding(revision, file, line, rule, what, safe);
    }
}
