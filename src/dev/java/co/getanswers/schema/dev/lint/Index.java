package co.getanswers.schema.dev.lint;

import java.util.Set;

/**
 * An index as the scripts create it.
 *
 * @param name empty where PostgreSQL finds one
 * @param mentions all words of its definition: the columns it depends on are among them
 */
record Index(String name, String table, Set<String> mentions) {
    Index {
        mentions = Set.copyOf(mentions);
    }
}
