/**
 * Gmail's interfaces as this service uses them: permission by OAuth 2.0, mail, and drafts.
 *
 * <p>Nothing here knows accounts, workers or the database.
 */
@NullMarked
package co.getanswers.mailbox.gmail;

import org.jspecify.annotations.NullMarked;
