/**
 * The generator of revisions: compares the schema that the revisions make with the one that the entities mean, and writes
 * the difference as a script with its undo, formatted and with notes for the review.
 *
 * <p>Both schemas come from scratch databases. Nothing here decides whether a change is safe: that is the linter's work.
 */
package co.getanswers.schema.dev.generate;
