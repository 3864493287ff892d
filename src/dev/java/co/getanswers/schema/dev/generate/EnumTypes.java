package co.getanswers.schema.dev.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** PostgreSQL's enum types: a value can be added to one, but removed only by recreating the type. */
final class EnumTypes {
    private EnumTypes() {}

    /** The values of each type, in their order. */
    static Map<String, List<String>> of(ScratchDatabase database) {
        var types = new TreeMap<String, List<String>>();
        for (var row : database.rows("""
                SELECT quote_ident(typname) || chr(10) || string_agg(enumlabel, chr(10) ORDER BY enumsortorder)
                FROM pg_type
                JOIN pg_enum ON enumtypid = pg_type.oid
                WHERE typnamespace = 'public'::regnamespace
                GROUP BY typname""")) {
            var parts = Arrays.asList(row.split("\n"));
            types.put(parts.get(0), parts.subList(1, parts.size()));
        }
        return types;
    }

    /** The statements that recreate the types which lose values or get another order; rows keep their values. */
    static List<String> recreate(ScratchDatabase database, Map<String, List<String>> target) {
        var statements = new ArrayList<String>();
        of(database).forEach((type, values) -> {
            var wanted = target.get(type);
            if (wanted != null && !inOrder(values, wanted)) {
                statements.addAll(recreate(database, type, values, wanted));
            }
        });
        return statements;
    }

    private static boolean inOrder(List<String> values, List<String> wanted) {
        return wanted.stream().filter(values::contains).toList().equals(values);
    }

    private static List<String> recreate(
            ScratchDatabase database, String type, List<String> values, List<String> wanted) {
        var lost = values.stream().filter(value -> !wanted.contains(value)).toList();
        var old = type.endsWith("\"") ? type.substring(0, type.length() - 1) + "_old\"" : type + "_old";
        var statements = new ArrayList<String>();
        statements.add("ALTER TYPE %s RENAME TO %s".formatted(type, old));
        statements.add("CREATE TYPE %s AS ENUM (%s)".formatted(type, quoted(wanted)));
        for (var column : database.rows("""
                SELECT attrelid::regclass || chr(10) || quote_ident(attname)
                    || coalesce(chr(10) || pg_get_expr(adbin, adrelid), '')
                FROM pg_attribute
                JOIN pg_class ON pg_class.oid = attrelid AND relkind IN ('r', 'p')
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                WHERE NOT attisdropped AND atttypid = to_regtype('%s')
                ORDER BY 1""".formatted(type.replace("'", "''")))) {
            var parts = column.split("\n", 3);
            var fails = lost.isEmpty() ? "" : "-- Fails while a row holds one of these: " + quoted(lost) + ".\n";
            statements.add(fails
                    + "ALTER TABLE %s\n".formatted(parts[0])
                    + (parts.length < 3 ? "" : "    ALTER COLUMN %s DROP DEFAULT,\n".formatted(parts[1]))
                    + "    ALTER COLUMN %s TYPE %s USING %s::text::%s".formatted(parts[1], type, parts[1], type)
                    + (parts.length < 3 ? "" : ",\n    ALTER COLUMN %s SET DEFAULT %s".formatted(parts[1], parts[2])));
        }
        var casts = casts(database, type);
        casts.forEach(cast -> statements.add("DROP CAST "
                + cast.replaceAll("\\b" + Pattern.quote(type) + "\\b", old).replaceFirst(" WITH .*", "")));
        statements.add("DROP TYPE " + old);
        casts.forEach(cast -> statements.add("CREATE CAST " + cast));
        return statements;
    }

    /** The casts between text and the enum, which Hibernate creates. */
    private static List<String> casts(ScratchDatabase database, String type) {
        return database.rows("""
                SELECT format('(%%s AS %%s) WITH INOUT', castsource::regtype, casttarget::regtype)
                    || CASE castcontext WHEN 'i' THEN ' AS IMPLICIT' WHEN 'a' THEN ' AS ASSIGNMENT' ELSE '' END
                FROM pg_cast
                WHERE castmethod = 'i' AND to_regtype('%s') IN (castsource, casttarget)
                ORDER BY 1""".formatted(type.replace("'", "''")));
    }

    private static String quoted(List<String> values) {
        return String.join(
                ", ",
                values.stream()
                        .map(value -> "'" + value.replace("'", "''") + "'")
                        .toList());
    }
}
