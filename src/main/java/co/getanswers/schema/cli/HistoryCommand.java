package co.getanswers.schema.cli;

import co.getanswers.schema.Revision;
import co.getanswers.schema.SchemaHistory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "history", description = "Lists the revisions, the newest first.", mixinStandardHelpOptions = true)
final class HistoryCommand extends MigrateSubcommand {
    @Option(
            names = {"-r", "--rev-range"},
            paramLabel = "A:B",
            description = "Only those from A to B; A: and :B are open at that end.")
    String range = ":";

    @Option(
            names = {"-v", "--verbose"},
            description = "Print all details, among them when, by whom and how long each was applied.")
    boolean verbose;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Mark the revision that the database is at, and those below it that it does not have.")
    boolean indicateCurrent;

    @Override
    protected int run() throws SQLException {
        var ends = RevisionRange.parse(range);
        var history = verbose || indicateCurrent || range.matches(".*(current|(^|:)[+-]).*")
                ? history()
                : new SchemaHistory(List.of());
        var current = indicateCurrent || !history.rows().isEmpty()
                ? CurrentRevision.of(history, revisions())
                : Optional.<Revision>empty();
        var formatter = new RevisionFormatter(revisions(), indicateCurrent ? current : Optional.empty(), history);
        var listed = new ArrayList<>(ends.select(revisions(), () -> current));
        Collections.reverse(listed);
        listed.forEach(
                revision -> out().println(verbose ? formatter.block(revision) : formatter.lineWithParent(revision)));
        return 0;
    }
}
