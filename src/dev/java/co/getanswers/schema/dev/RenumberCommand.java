package co.getanswers.schema.dev;

import co.getanswers.schema.HistoryRow;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.cli.MigrateSubcommand;
import co.getanswers.schema.dev.generate.RevisionPair;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "renumber",
        description = {
            "Gives pairs that came late the next free numbers, behind all others.",
            "",
            "After a merge of two branches these are the pairs that the database does not have and whose number is not"
                    + " above the newest that it has, or that two pairs share. Where the database has neither of two,"
                    + " name the one to move. A pair that the database has is never moved. A development command.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class RenumberCommand extends MigrateSubcommand {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Pairs to move, by the names of their V files.")
    List<String> files = List.of();

    @Mixin
    ScratchOptions scratch;

    @Override
    protected int run() throws SQLException {
        var pairs = RevisionPair.in(scratch.directory);
        var applied = history().applied();
        var moving = new ArrayList<>(named(pairs));
        for (var pair : pairs) {
            if (moving.contains(pair) || isApplied(pair, applied)) {
                continue;
            }
            var late = applied.stream().anyMatch(row -> row.number() >= pair.number());
            var twins = pairs.stream()
                    .filter(other -> other.number() == pair.number() && !moving.contains(other))
                    .toList();
            if (late) {
                moving.add(pair);
            } else if (twins.size() > 1) {
                throw new MigrationFailure(
                        twins.get(0).file() + " and " + twins.get(1).file()
                                + " have the same number, and the database has neither: name the one to move, such as: migrate"
                                + " renumber " + twins.get(1).file() + ".");
            }
        }
        for (var pair : moving) {
            if (isApplied(pair, applied)) {
                throw new MigrationFailure(pair.file()
                        + " is applied to the database, which knows it by its number: move" + " the other one.");
            }
        }
        var next = Math.max(
                pairs.stream().mapToLong(RevisionPair::number).max().orElse(0),
                applied.stream().mapToLong(HistoryRow::number).max().orElse(0));
        for (var pair : moving) {
            next++;
            out().println(pair.file() + " -> " + pair.moveTo(next).file());
        }
        if (moving.isEmpty()) {
            out().println("Every pair is in its place.");
        }
        return 0;
    }

    private List<RevisionPair> named(List<RevisionPair> pairs) {
        return files.stream()
                .map(name -> pairs.stream()
                        .filter(pair -> pair.file().equals(name.replaceFirst(".*/", "")))
                        .findFirst()
                        .orElseThrow(() -> new MigrationFailure(
                                "There is no file " + name + " in " + scratch.directory + "/migration.")))
                .toList();
    }

    private static boolean isApplied(RevisionPair pair, List<HistoryRow> applied) {
        return applied.stream()
                .anyMatch(row ->
                        row.number() == pair.number() && row.description().equals(pair.description()));
    }
}
