/**
 * Messages, conversations and participants as they are stored, the pure decision to which conversation a message belongs,
 * and the one writer of messages and Message-IDs.
 *
 * <p>The bytes of mail are read in {@code mail.mime}. Nothing here knows objectives, policies or actions, no transaction
 * begins here, and no request is answered.
 */
@NullMarked
package co.getanswers.mail;

import org.jspecify.annotations.NullMarked;
