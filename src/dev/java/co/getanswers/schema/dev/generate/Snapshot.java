package co.getanswers.schema.dev.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All views of a schema at one moment.
 *
 * @param notValid the constraints that are NOT VALID
 * @param indexes the table of each index
 */
record Snapshot(
        SchemaModel model,
        Catalog catalog,
        Map<String, List<String>> enums,
        Map<String, String> notValid,
        Map<String, String> indexes,
        Set<String> tables) {
    static Snapshot of(ScratchDatabase database) {
        return of(database, Catalog.of(database));
    }

    static Snapshot of(ScratchDatabase database, Catalog catalog) {
        return new Snapshot(
                SchemaModel.of(database),
                catalog,
                EnumTypes.of(database),
                NotValidConstraints.of(database),
                indexes(database),
                Set.copyOf(database.rows("SELECT oid::regclass FROM pg_class"
                        + " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace")));
    }

    List<String> statementsTo(Snapshot target) {
        return model.statementsTo(target.model);
    }

    private static Map<String, String> indexes(ScratchDatabase database) {
        var tables = new HashMap<String, String>();
        for (var row : database.rows("""
                SELECT indexrelid::regclass || ' ' || indrelid::regclass
                FROM pg_index
                JOIN pg_class ON pg_class.oid = indrelid
                WHERE relnamespace = 'public'::regnamespace""")) {
            var parts = row.split(" ");
            tables.put(parts[0], parts[1]);
        }
        return tables;
    }
}
