/** Requests that may be repeated: one effect and one response for each {@code Idempotency-Key}. */
@NullMarked
package co.getanswers.idempotency;

import org.jspecify.annotations.NullMarked;
