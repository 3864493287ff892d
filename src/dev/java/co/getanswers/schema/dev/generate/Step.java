package co.getanswers.schema.dev.generate;

import java.util.List;

/**
 * One revision of those that a difference takes.
 *
 * @param name what it does besides what was asked for, such as {@code create ix_users_name}; empty for the difference itself
 * @param up never empty
 */
public record Step(String name, List<String> up, List<String> down) {}
