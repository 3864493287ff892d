package co.getanswers.schema.dev.generate;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs revisions up, down and up again on a copy of a database with real rows; the database itself is only read. */
public final class CopyVerification {
    private final ScratchDatabase copy;
    private final Consumer<String> out;

    private CopyVerification(ScratchDatabase copy, Consumer<String> out) {
        this.copy = copy;
        this.out = out;
    }

    /**
     * @param source the URL of a database, or the file of a dump
     * @param last the last revision to prove; where the copy has it already, it is proved alone
     * @param out receives a line for each step, with times and numbers of rows
     * @throws MigrationFailure naming the first script that fails, or does not revert the schema
     */
    public static void verify(
            ScratchServer server, String source, Revisions revisions, Revision last, Consumer<String> out) {
        try (var copy = server.create()) {
            var isUrl = source.matches("(jdbc:)?postgres(ql)?(\\+\\w+)?://.*");
            var started = System.nanoTime();
            var current = isUrl
                    ? DatabaseCopy.fromUrl(source, copy, revisions)
                    : DatabaseCopy.fromDump(Path.of(source), copy, revisions);
            var verification = new CopyVerification(copy, out);
            out.accept("Copied " + verification.total(verification.rows()) + " rows at "
                    + current.map(Revision::id).orElse("the base") + " in " + since(started) + ".");
            verification.prove(current, revisions, last);
        }
    }

    private void prove(Optional<Revision> current, Revisions revisions, Revision last) {
        var pending = revisions.between(current.orElse(null), last);
        if (pending.isEmpty() && current.isPresent()) {
            out.accept("Nothing is pending: the undo of " + current.get().title() + ", and the revision again.");
            var before = rows();
            var catalog = Catalog.of(copy);
            var down = timed(undo(current.get()));
            var without = rows();
            var up = timed(current.get().up());
            requireSame(catalog, current.get());
            out.accept(current.get().title() + ": down " + down + ", up " + up + "; "
                    + numbers(List.of(before, without, rows())));
        }
        for (var revision : pending) {
            prove(revision);
        }
    }

    private void prove(Revision revision) {
        var before = rows();
        var catalog = Catalog.of(copy);
        var up = timed(revision.up());
        var after = rows();
        var down = timed(undo(revision));
        var without = rows();
        requireSame(catalog, revision);
        var again = timed(revision.up());
        out.accept(revision.title() + ": up " + up + ", down " + down + ", up " + again + "; "
                + numbers(List.of(before, after, without, rows())));
    }

    private void requireSame(Catalog expected, Revision revision) {
        var difference = expected.differenceTo(Catalog.of(copy));
        if (!difference.isEmpty()) {
            throw new MigrationFailure(
                    "Up and down do not lead back to the schema before, with revision " + revision.title()
                            + "; - is missing, + should not be there:\n  " + String.join("\n  ", difference));
        }
    }

    private static Script undo(Revision revision) {
        return revision.undo()
                .orElseThrow(() -> new MigrationFailure("Revision " + revision.title() + ", has no undo script: write U"
                        + revision.up().name().substring(1) + "."));
    }

    private String timed(Script script) {
        var started = System.nanoTime();
        copy.run(script);
        return since(started);
    }

    private static String since(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms";
    }

    private Map<String, Long> rows() {
        var rows = new TreeMap<String, Long>();
        for (var table : copy.rows("SELECT oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                + " AND relkind = 'r' AND relname NOT IN ('flyway_schema_history', 'alembic_version')")) {
            rows.put(
                    table,
                    Long.valueOf(copy.rows("SELECT count(*) FROM " + table).get(0)));
        }
        return rows;
    }

    private long total(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The rows of all tables, and of each whose number changed. */
    private String numbers(List<Map<String, Long>> states) {
        var numbers = new StringBuilder(total(states.get(0)) + " rows");
        var tables = new TreeMap<String, Long>();
        states.forEach(tables::putAll);
        for (var table : tables.keySet()) {
            var counts = states.stream()
                    .map(state -> state.containsKey(table) ? String.valueOf(state.get(table)) : "none")
                    .toList();
            if (counts.stream().distinct().count() > 1) {
                numbers.append(", ").append(table).append(' ').append(String.join(" -> ", counts));
            }
        }
        return numbers.toString();
    }
}
