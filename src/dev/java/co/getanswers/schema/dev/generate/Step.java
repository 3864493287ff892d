package co.getanswers.schema.dev.generate;

import java.util.List;

/**
 * One of the revisions that a difference takes.
 *
 * @param name the part beside the message, such as {@code create ix_users_name}; empty if it is the only revision
 * @param down empty until it has been undone once
 */
public record Step(String name, List<String> up, List<String> down) {
    Step(String name, List<String> up) {
        this(name, up, List.of());
    }
}
