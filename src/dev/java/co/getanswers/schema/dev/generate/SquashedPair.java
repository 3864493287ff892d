package co.getanswers.schema.dev.generate;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Script;
import co.getanswers.schema.Squash;
import co.getanswers.schema.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One pair of scripts with the statements of several revisions. Indexes are built without CONCURRENTLY, for only new
 * databases run them.
 */
public record SquashedPair(Script up, Script undo) {
    private static final Pattern INDEX = Pattern.compile("(?is)(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY .*");

    /** @throws MigrationFailure if a statement can't run in a transaction, or an undo is missing */
    public static SquashedPair of(List<Revision> revisions) {
        var first = revisions.get(0);
        var last = revisions.get(revisions.size() - 1);
        var name = last.id() + "__squash_of_" + first.id() + "_to_" + last.id() + ".sql";
        var up = new StringBuilder(Squash.line(first, last) + "\n");
        revisions.forEach(revision -> append(up, revision.up(), revision));
        var undo = new StringBuilder("-- lint:allow undo-loses-data: what the undo scripts of the range lose.\n");
        var backwards = new ArrayList<>(revisions);
        Collections.reverse(backwards);
        for (var revision : backwards) {
            append(
                    undo,
                    revision.undo()
                            .orElseThrow(() ->
                                    new MigrationFailure("Revision " + revision.title() + ", has no undo script.")),
                    revision);
        }
        return new SquashedPair(new Script("V" + name, up.toString()), new Script("U" + name, undo.toString()));
    }

    private static void append(StringBuilder to, Script script, Revision revision) {
        to.append("\n-- ").append(revision.title()).append('\n');
        for (var statement : script.statements()) {
            to.append(transactional(statement, script)).append(";\n");
        }
    }

    private static String transactional(Statement statement, Script script) {
        if (statement.transactional()) {
            return statement.sql();
        }
        if (INDEX.matcher(statement.code()).matches()) {
            return statement.code().replaceFirst("(?i) CONCURRENTLY\\b", "");
        }
        throw new MigrationFailure(
                script.name() + " can't be squashed, because this runs in no transaction: " + statement.code());
    }

    /** @throws MigrationFailure naming the difference to what the range makes, or reverts */
    public void prove(ScratchServer server, List<Revision> before, List<Revision> range) {
        try (var one = server.create();
                var many = server.create()) {
            for (var revision : before) {
                one.run(revision.up());
                many.run(revision.up());
            }
            var start = Catalog.of(one);
            range.forEach(revision -> many.run(revision.up()));
            one.run(up);
            requireSame(Catalog.of(many), Catalog.of(one), "The squashed pair makes another schema than the range");
            one.run(undo);
            requireSame(start, Catalog.of(one), "The undo of the squashed pair does not revert it");
        }
    }

    private static void requireSame(Catalog expected, Catalog found, String failure) {
        var difference = expected.differenceTo(found);
        if (!difference.isEmpty()) {
            throw new MigrationFailure(failure + ", and nothing was written; - is missing, + should not be there:\n  "
                    + String.join("\n  ", difference));
        }
    }

    /** @return the files, relative to the folder's parent */
    public List<Path> write(Path folder) {
        var files = List.of(
                folder.resolve("migration").resolve(up.name()),
                folder.resolve("undo").resolve(undo.name()));
        try {
            Files.writeString(files.get(0), up.sql());
            Files.writeString(files.get(1), undo.sql());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return files;
    }
}
