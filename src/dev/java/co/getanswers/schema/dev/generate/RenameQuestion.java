package co.getanswers.schema.dev.generate;

import java.util.List;

/**
 * A possible rename: something was removed while something of the same kind was added. Only a person knows whether it
 * was renamed.
 *
 * @param question such as {@code Was the column users.name renamed to full_name?}
 * @param up the rename, then those of the keys and indexes that bear the name
 * @param down reverts them
 */
public record RenameQuestion(String question, List<String> up, List<String> down) {}
