package co.getanswers.schema.dev.generate;

import co.getanswers.schema.dev.generate.RevisionFolder.ScriptPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the text of new revisions. */
public final class RevisionText {
    private RevisionText() {}

    /** An empty pair, for a person to fill. */
    public static ScriptPair empty(String message) {
        return new ScriptPair(
                message,
                comment(message + "\n\nChange the schema here, and revert that in the undo script.") + "\n",
                comment("Undoes: " + message + "\n\nSay here what data it loses.") + "\n");
    }

    /** A pair for each step of a difference; one with the problems alone if there are no steps. */
    public static List<ScriptPair> of(Difference difference, String message) {
        var pairs = new ArrayList<ScriptPair>();
        if (!difference.renames().isEmpty()) {
            pairs.add(new ScriptPair(
                    difference.steps().isEmpty() ? message : message + " rename",
                    header(message, difference.problems()) + "\n" + questions(difference, true),
                    header("Undoes: " + message, List.of()) + "\n" + questions(difference, false)));
        }
        for (var step : difference.steps()) {
            var title = step.name().isEmpty() ? message : message + ": " + step.name();
            var alone = difference.steps().size() == 1 && difference.renames().isEmpty();
            pairs.add(new ScriptPair(
                    alone ? message : message + " " + step.name(),
                    header(title, pairs.isEmpty() ? difference.problems() : List.of()) + "\n"
                            + ReviewNotes.script(step.up(), step.down()),
                    header("Undoes: " + title, List.of()) + loss(step.down()) + "\n"
                            + ReviewNotes.script(step.down(), step.up())));
        }
        if (pairs.isEmpty()) {
            pairs.add(new ScriptPair(
                    message, header(message, difference.problems()), header("Undoes: " + message, List.of())));
        }
        return pairs;
    }

    /** All statements that the difference takes, for a person to read. */
    public static String missing(Difference difference) {
        var scripts = difference.steps().stream().map(step -> ReviewNotes.script(step.up()));
        var asked = difference.renames().isEmpty() ? Stream.<String>empty() : Stream.of(questions(difference, true));
        var problems = difference.problems().stream().map(RevisionText::comment);
        return Stream.of(asked, scripts, problems).flatMap(parts -> parts).collect(Collectors.joining("\n"));
    }

    private static String header(String title, List<String> problems) {
        var header = title + "\n\nGenerated from the entities: review it before applying.";
        return comment(
                problems.isEmpty()
                        ? header
                        : header + "\n\nCHANGE IT FIRST. On a scratch database it\n- " + String.join("\n- ", problems));
    }

    private static String loss(List<String> statements) {
        return statements.stream()
                        .anyMatch(statement -> ReviewNotes.annotate(statement).startsWith("-- Loses"))
                ? comment("Loses data, as noted below.")
                : "";
    }

    private static String questions(Difference difference, boolean up) {
        var text = new StringBuilder();
        for (var question : difference.renames()) {
            var rename = up ? question.up() : question.down();
            text.append(comment(question.question() + " If so, uncomment:"))
                    .append(comment(String.join(";\n", rename) + ";"))
                    .append("\n");
        }
        var instead =
                up ? difference.dropAndAdd().up() : difference.dropAndAdd().down();
        return text.append(comment(
                        "For what was not renamed, uncomment its statements among these, which drop and add it:"))
                .append(comment(ReviewNotes.script(instead)))
                .toString();
    }

    private static String comment(String text) {
        return text.lines().map(line -> ("-- " + line).strip() + "\n").collect(Collectors.joining());
    }
}
