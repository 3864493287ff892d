/**
 * The linter of revisions: a script's statements are read into changes, and each change is judged by the schema that the
 * scripts before it leave. A new rule is a constant of {@link Rule} and a check in the class of its kind, such as
 * {@link ColumnRules}; {@link Lint} lists the kinds.
 *
 * <p>No database is reached: a rule knows what scripts tell, and the caller says up to where revisions are released.
 */
package co.getanswers.schema.dev.lint;
