package co.getanswers.mailbox;

import co.getanswers.intake.HandledElsewhere.Handled;
import co.getanswers.mailbox.FolderStore.Lying;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The marks of messages of a folder, and their absence.
 *
 * @param answered the UIDs of those that are marked as answered
 * @param gone the UIDs of those that are not there any more, or marked as deleted
 */
record Marks(Set<Long> answered, Set<Long> gone) {
    /** The messages that the person has handled; one that lies there twice is gone once both are. */
    Handled handled(List<Lying> asked) {
        var done = new HashSet<UUID>();
        var lost = new HashSet<UUID>();
        var there = new HashSet<UUID>();
        for (var lying : asked) {
            if (gone.contains(lying.uid())) {
                lost.add(lying.messageId());
            } else {
                there.add(lying.messageId());
            }
            if (answered.contains(lying.uid())) {
                done.add(lying.messageId());
            }
        }
        lost.removeAll(there);
        lost.removeAll(done);
        return new Handled(Set.copyOf(done), Set.copyOf(lost));
    }
}
