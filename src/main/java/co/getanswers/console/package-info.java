/**
 * The console: the files of the page that people work in, and the addresses at which the service serves them. The page uses
 * the same REST interface as every client; its sign-in by cookie is in {@code auth}. Nothing here knows of mail.
 */
@NullMarked
package co.getanswers.console;

import org.jspecify.annotations.NullMarked;
