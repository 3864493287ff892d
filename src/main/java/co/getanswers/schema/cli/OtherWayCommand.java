package co.getanswers.schema.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Unmatched;

/** Answers Alembic's commands that have no counterpart with the way this tool does the same. */
@Command(description = "An Alembic command that this tool needs not: it says what to do instead.", hidden = true)
final class OtherWayCommand extends MigrateSubcommand {
    /** The answers, by Alembic's commands. */
    static final Map<String, String> ANSWERS = Map.of(
            "merge",
            "Revisions are one line, so there are no heads to merge. Where two branches took the same number, give the newer"
                    + " pair the next free one: migrate renumber.",
            "branches",
            "Revisions are one line without branches. List it: migrate history.",
            "edit",
            "Open the script that this names: migrate show REV. Only a revision that no database has may be edited.",
            "init",
            "Nothing has to be set up: the first upgrade creates the history. Write a revision: migrate revision -m MSG.",
            "list_templates",
            "There are no templates: migrate revision -m MSG writes a pair of SQL scripts.");

    @Unmatched
    List<String> arguments;

    @Override
    protected int run() {
        err().println(ANSWERS.get(spec.name()));
        return ExitCode.USAGE;
    }
}
