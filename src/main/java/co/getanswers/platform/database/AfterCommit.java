package co.getanswers.platform.database;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Effects outside of the database that tell of a transaction, such as metrics: they happen once it has committed, and never if
 * it is rolled back. A transaction that is a part of its request's leaves them to that one.
 */
public final class AfterCommit {
    private static final Logger LOG = Logger.getLogger(AfterCommit.class);

    private final @Nullable RequestTransaction request;
    private final List<Runnable> effects = new ArrayList<>();

    private AfterCommit(@Nullable RequestTransaction request) {
        this.request = request;
    }

    /** Collects for the transaction that the caller is about to begin in the current context. */
    public static AfterCommit ofNext() {
        return new AfterCommit(RequestTransaction.current());
    }

    static AfterCommit ofRequest() {
        return new AfterCommit(null);
    }

    /** @param effect must not block; a failure of it is logged, and changes nothing */
    public void add(Runnable effect) {
        effects.add(effect);
    }

    /** Runs the effects, once, after the commit. */
    public void committed() {
        if (request == null) {
            effects.forEach(AfterCommit::run);
        } else {
            effects.forEach(request::afterCommit);
        }
        effects.clear();
    }

    private static void run(Runnable effect) {
        try {
            effect.run();
        } catch (RuntimeException failed) {
            LOG.error("What was to follow a commit failed", failed);
        }
    }
}
