/**
 * Server-sent events, by which clients learn that something of the user's has changed. Nothing is recorded for them: an event
 * says that the state is another than the one of the last event, so none can be lost, on whichever instance the client is.
 */
@NullMarked
package co.getanswers.events;

import org.jspecify.annotations.NullMarked;
