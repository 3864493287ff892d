package co.getanswers.account;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Work of another package at the first proof of an account's address, when nothing from before may act any more. */
public interface FirstProof {
    /** Runs in the transaction of the proof, which has locked the mailbox and then the user. */
    Uni<Void> stop(UUID userId);

    /** Runs in the same transaction instead, when the owner keeps what was decided before. */
    Uni<Void> resume(UUID userId);
}
