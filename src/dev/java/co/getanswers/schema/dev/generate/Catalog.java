package co.getanswers.schema.dev.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A schema as PostgreSQL's catalog describes it, in lines that can be compared; without the history tables, and without
 * the order of columns, in which a dropped column leaves a gap.
 */
record Catalog(List<String> lines) {
    private static final String OURS = """
            relnamespace = 'public'::regnamespace
            AND relname NOT IN ('flyway_schema_history', 'alembic_version')""";

    private static final Pattern DESCRIBED = Pattern.compile(
            "(?s)table \\S+ p f|column .*|constraint \\S+ (?!EXCLUDE ).*|index .* USING btree .*|type \\S+ e .*|cast .*"
                    + "|schema public|extension plpgsql");

    private static final List<String> QUERIES = List.of(
            """
            SELECT CASE relkind
                    WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                    WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type'
                    ELSE 'relation ' || relkind::text END,
                relname, relpersistence, reloptions, relrowsecurity,
                CASE WHEN relforcerowsecurity THEN 'forced' END,
                CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END
            FROM pg_class
            WHERE relkind NOT IN ('i', 'I', 't') AND %s""",
            """
            SELECT 'column', relname || '.' || attname, format_type(atttypid, atttypmod),
                CASE WHEN attnotnull THEN 'not null' END,
                'default ' || pg_get_expr(adbin, adrelid), nullif(attidentity::text, ''), nullif(attgenerated::text, ''),
                CASE WHEN attcollation <> typcollation THEN 'collate ' || attcollation::regcollation::text END
            FROM pg_class
            JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
            JOIN pg_type ON pg_type.oid = atttypid
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE relkind IN ('r', 'p', 'v', 'm', 'c') AND %s""",
            // From PostgreSQL 18 on a NOT NULL has a generated name, and can be NOT VALID.
            """
            SELECT 'constraint', relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid),
                CASE WHEN condeferrable THEN 'deferrable' END
            FROM pg_constraint
            JOIN pg_class ON pg_class.oid = conrelid
            WHERE (contype <> 'n' OR NOT convalidated) AND %s""",
            """
            SELECT 'index', pg_get_indexdef(indexrelid), CASE WHEN NOT indisvalid THEN 'INVALID' END
            FROM pg_index
            JOIN pg_class ON pg_class.oid = indrelid
            WHERE %s""",
            """
            SELECT 'trigger', pg_get_triggerdef(pg_trigger.oid), tgenabled
            FROM pg_trigger
            JOIN pg_class ON pg_class.oid = tgrelid
            WHERE NOT tgisinternal AND %s""",
            """
            SELECT 'function', pg_get_functiondef(oid)
            FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')""",
            """
            SELECT 'type', typname, typtype,
                (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
                    FROM pg_enum WHERE enumtypid = pg_type.oid),
                CASE WHEN typtype = 'd' THEN format_type(typbasetype, typtypmod) END
            FROM pg_type
            WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd', 'r')""",
            """
            SELECT 'cast', castsource::regtype, casttarget::regtype, castcontext, castmethod
            FROM pg_cast
            JOIN pg_type ON pg_type.oid IN (castsource, casttarget) AND typnamespace = 'public'::regnamespace""",
            """
            SELECT 'comment', pg_describe_object(classoid, pg_description.objoid, objsubid), description
            FROM pg_description
            JOIN pg_class ON pg_class.oid = pg_description.objoid AND classoid = 'pg_class'::regclass
            WHERE %s""",
            """
            SELECT 'policy', relname || '.' || polname, polcmd, polpermissive, polroles::regrole[],
                'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid)
            FROM pg_policy
            JOIN pg_class ON pg_class.oid = polrelid
            WHERE %s""",
            """
            SELECT 'rule', pg_get_ruledef(pg_rewrite.oid), ev_enabled
            FROM pg_rewrite
            JOIN pg_class ON pg_class.oid = ev_class
            WHERE rulename <> '_RETURN' AND %s""",
            """
            SELECT 'statistics', pg_get_statisticsobjdef(oid)
            FROM pg_statistic_ext
            WHERE stxnamespace = 'public'::regnamespace""",
            """
            SELECT 'domain constraint', contypid::regtype || '.' || conname, pg_get_constraintdef(oid)
            FROM pg_constraint
            WHERE contypid <> 0 AND contype <> 'n' AND connamespace = 'public'::regnamespace""",
            """
            SELECT 'sequence', c.relname, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
                s.seqcache, s.seqcycle
            FROM pg_sequence s
            JOIN pg_class c ON c.oid = s.seqrelid
            WHERE c.relnamespace = 'public'::regnamespace""",
            "SELECT 'event trigger', evtname, evtevent, evtfoid::regproc, evtenabled FROM pg_event_trigger",
            "SELECT 'schema', nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
            "SELECT 'extension', extname FROM pg_extension");

    static Catalog of(ScratchDatabase database) {
        return new Catalog(QUERIES.stream()
                .flatMap(query -> database.rows(query.replace("%s", OURS)).stream())
                .sorted()
                .toList());
    }

    /** True if there is something that entities can't describe, such as a view. */
    boolean hasMoreThanEntitiesDescribe() {
        return !lines.stream().allMatch(DESCRIBED.asMatchPredicate());
    }

    /** True if both have an index or a constraint of this name with the same definition. */
    boolean hasSame(String name, Catalog other) {
        var line = Pattern.compile("(?s)index CREATE (?:UNIQUE )?INDEX %1$s ON .*|constraint [^.]+\\.%1$s .*"
                .formatted(Pattern.quote(name)));
        var found = lines.stream().filter(line.asMatchPredicate()).toList();
        return !found.isEmpty()
                && found.equals(
                        other.lines.stream().filter(line.asMatchPredicate()).toList());
    }

    /** The lines that only the other has ({@code +}), and those that it lacks ({@code -}). */
    List<String> differenceTo(Catalog other) {
        var all = new TreeSet<>(lines);
        all.addAll(other.lines);
        var difference = new ArrayList<String>();
        for (var line : all) {
            if (!other.lines.contains(line)) {
                difference.add("- " + line);
            } else if (!lines.contains(line)) {
                difference.add("+ " + line);
            }
        }
        return difference;
    }
}
