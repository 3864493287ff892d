/**
 * The originals of messages: how they are kept, for how long, and how they, their attachments and their HTML are served.
 *
 * <p>Intake compresses and writes them with the messages; nothing here threads or triages, and no original is ever served
 * in a form that a browser would run.
 */
@NullMarked
package co.getanswers.original;

import org.jspecify.annotations.NullMarked;
