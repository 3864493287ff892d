package co.getanswers.schema.dev.lint;

/**
 * A statement that hurts a live system.
 *
 * @param revision its id, also for the undo script
 * @param line in the file, from 1
 * @param what the effect on a live system
 * @param safe the safe form
 */
public record Finding(String revision, String file, int line, Rule rule, String what, String safe) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + rule.id() + ": " + what + "\n    safe: " + safe;
    }
}
