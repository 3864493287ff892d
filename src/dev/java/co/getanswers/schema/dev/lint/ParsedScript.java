package co.getanswers.schema.dev.lint;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A script, parsed.
 *
 * @param unparsed the lines on which statements begin that the grammar does not know
 * @param allows in their order
 */
record ParsedScript(List<Step> steps, List<Integer> unparsed, List<Allow> allows) {
    /** The line on which the first statement begins; 1 if there is none. */
    int firstLine() {
        return steps.stream().mapToInt(Step::line).min().orElse(1);
    }

    /** The line on which the statement begins that contains the given line. */
    int statementStart(int line) {
        return IntStream.concat(
                        steps.stream().mapToInt(Step::line), unparsed.stream().mapToInt(Integer::intValue))
                .filter(begin -> begin <= line)
                .max()
                .orElse(line);
    }

    List<Change> changes() {
        return steps.stream().flatMap(step -> step.changes().stream()).toList();
    }

    /**
     * One statement.
     *
     * @param line on which it begins
     */
    record Step(int line, List<Change> changes) {
        boolean concurrent() {
            return changes.stream().anyMatch(Change::concurrent);
        }
    }

    /**
     * A {@code lint:allow} comment, which silences a rule for one statement.
     *
     * @param statement the line on which that begins; 0 if the comment stands before none
     * @param reason empty if none is given
     */
    record Allow(int line, int statement, String rule, String reason) {}
}
