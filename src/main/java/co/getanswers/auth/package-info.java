/**
 * Sign-in by password and by mailed link, sessions and their tokens, rate limits, and the account of the user who is signed
 * in. A new limit is a constant of {@link RateLimit} with a setting in {@link AuthSettings}.
 *
 * <p>Secrets are stored as hashes alone, and never logged. Other packages learn who sends a request from
 * {@code account.CurrentUser}, and import nothing from here but the creation of accounts.
 */
@NullMarked
package co.getanswers.auth;

import org.jspecify.annotations.NullMarked;
