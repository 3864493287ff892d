package co.getanswers.export;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of which a user's rows are exported, in the order of a key.
 *
 * @param owner the column of the user's id
 * @param key the columns of a unique key, with the owner; each with its type, such as {@code id uuid}
 * @param page the rows that are read at a time
 */
record ExportedTable(String name, String owner, List<String> key, int page, List<String> columns) {
    private static final int ROWS = 500;

    static ExportedTable of(String name, String... columns) {
        return new ExportedTable(name, "user_id", List.of("id uuid"), ROWS, List.of(columns));
    }

    ExportedTable ownedBy(String column) {
        return new ExportedTable(name, column, key, page, columns);
    }

    ExportedTable keyedBy(String... columnsAndTypes) {
        return new ExportedTable(name, owner, List.of(columnsAndTypes), page, columns);
    }

    /** @param rows fewer than usual, where a row may be large */
    ExportedTable in(int rows) {
        return new ExportedTable(name, owner, key, rows, columns);
    }

    /** The first page. Parameters: the user. The result has the key as texts {@code k1} and so on, and the row as JSON. */
    String firstPage() {
        return page("");
    }

    /** The page after a row. Parameters: the user; the key of the row, as texts. */
    String nextPage() {
        var after = IntStream.range(0, key.size())
                .mapToObj(i -> "$%d::text::%s".formatted(i + 2, type(i)))
                .collect(joining(", "));
        return page(" and (%s) > (%s)".formatted(keyColumns(), after));
    }

    private String page(String condition) {
        var keys = IntStream.range(0, key.size())
                .mapToObj(i -> "t.%s::text as k%d".formatted(column(i), i + 1))
                .collect(joining(", "));
        return "select %s, row_to_json(t)::text as line from (select %s from %s where %s = $1%s order by %s limit %d) t order by %s"
                .formatted(keys, String.join(", ", columns), name, owner, condition, keyColumns(), page, keyColumns());
    }

    private String keyColumns() {
        return IntStream.range(0, key.size()).mapToObj(this::column).collect(joining(", "));
    }

    private String column(int i) {
        return key.get(i).split(" ")[0];
    }

    private String type(int i) {
        return key.get(i).split(" ")[1];
    }
}
