package co.getanswers.schema.dev.lint;

/** A violation of a rule, before any lint:allow is considered. */
record Violation(int line, Rule rule, String what, String safe) {
    Finding toFinding(String revision, String file) {
        return new Finding(revision, file, line, rule, what, safe);
    }
}
