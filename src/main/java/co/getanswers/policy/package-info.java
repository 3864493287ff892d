/**
 * A user's policies: the rule language with its parser, conditions and effects, their evaluation, and the REST interface
 * that edits them. A new operator or field is a constant here, and the parser, the errors and the description follow.
 *
 * <p>Evaluation is pure: it reads {@link Facts} and no clock or table. It says what policies ask for; what becomes of that,
 * {@code triage} decides. Rules that can't be read require review.
 */
@NullMarked
package co.getanswers.policy;

import org.jspecify.annotations.NullMarked;
