package co.getanswers.mail.mime;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** A failed assumption would only discard tries of a property; this skips it as a whole. */
public class SkipWithoutSharedMail implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        if (SharedMail.find().isPresent()) {
            return SkipResult.doNotSkip();
        }
        System.out.println("SKIPPED: " + context.label() + ": " + SharedMail.ABSENT);
        return SkipResult.skip(SharedMail.ABSENT);
    }
}
