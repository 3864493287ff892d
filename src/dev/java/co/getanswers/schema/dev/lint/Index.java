package co.getanswers.schema.dev.lint;

import java.util.Set;

/**
 * An index as the scripts create it.
 *
 * @param name empty if PostgreSQL generates it
 * @param mentions all words of its definition, among them the columns that it depends on
 */
record Index(String name, String table, Set<String> mentions) {
    Index {
        mentions = Set.copyOf(mentions);
    }
}
