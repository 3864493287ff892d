package co.getanswers.schema.dev.generate;

import java.util.List;

/**
 * Something that went while something of the same kind came: renamed, or dropped and added? Only a person knows.
 *
 * @param question such as {@code Was the column users.name renamed to full_name?}
 * @param up what renames it, and then the keys and indexes that bear its name
 * @param down what takes that back
 */
public record RenameQuestion(String question, List<String> up, List<String> down) {}
