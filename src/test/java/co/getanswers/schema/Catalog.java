package co.getanswers.schema;

import java.util.List;
import java.util.Locale;

/** The schema in PostgreSQL's catalog, as lines that can be compared; without Flyway's table and Alembic's. */
public record Catalog(List<String> columns, List<String> constraints, List<String> indexes, List<String> others) {
    private static final String OURS = """
            c.relnamespace = 'public'::regnamespace
            AND c.relname NOT IN ('flyway_schema_history', 'alembic_version')""";

    public static Catalog of(Database database) {
        return new Catalog(
                // Without the position, which a dropped column leaves a gap in.
                database.rows("""
                        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                            CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END,
                            coalesce('default ' || pg_get_expr(d.adbin, d.adrelid), 'no default')
                        FROM pg_class c
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                        WHERE c.relkind = 'r' AND %s
                        ORDER BY c.relname, a.attname""".formatted(OURS)),
                database.rows("""
                        SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
                        FROM pg_constraint k
                        JOIN pg_class c ON c.oid = k.conrelid
                        WHERE %s
                        ORDER BY c.relname, k.conname""".formatted(OURS)),
                database.rows("""
                        SELECT pg_get_indexdef(i.indexrelid), CASE WHEN i.indisvalid THEN 'valid' ELSE 'INVALID' END
                        FROM pg_index i
                        JOIN pg_class c ON c.oid = i.indrelid
                        WHERE %s
                        ORDER BY 1""".formatted(OURS)),
                database.rows("""
                        SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                        UNION ALL
                        SELECT 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal
                        UNION ALL
                        SELECT 'relation', relname FROM pg_class c WHERE relkind NOT IN ('r', 'i') AND %s
                        ORDER BY 1, 2""".formatted(OURS)));
    }

    /** As it is where the names of keys are whatever PostgreSQL or another tool makes up. */
    public Catalog withoutNamesOfKeys() {
        return new Catalog(
                columns,
                constraints.stream()
                        .map(line -> line.split(" \\| "))
                        .filter(constraint -> !constraint[2].startsWith("NOT NULL"))
                        .map(constraint -> constraint[0] + " | " + constraint[2])
                        .sorted()
                        .toList(),
                indexes.stream()
                        .map(line -> line.replaceAll("UNIQUE INDEX (pk_\\w+|\\w+_pkey) ", "UNIQUE INDEX of key "))
                        .sorted()
                        .toList(),
                others);
    }

    /** A column's type in short, as SCHEMA's tables have it: {@code vc(255)}, {@code ts}. */
    static String inShort(String type) {
        return type.toLowerCase(Locale.ROOT)
                .replace("character varying", "vc")
                .replace("timestamp without time zone", "ts");
    }
}
