/**
 * The role {@code scheduler}: leadership by a lease, so that one instance is active, and the jobs that it runs. A new job
 * is a {@code platform.Job} bean, here or in the room of its feature, with an interval among that room's settings.
 *
 * <p>A job is one short step that may be repeated on another instance: leadership may change at any time. No request is
 * served here, and mail is neither read nor sent.
 */
@NullMarked
package co.getanswers.scheduler;

import org.jspecify.annotations.NullMarked;
