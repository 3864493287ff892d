/**
 * The commands of {@code migrate} that need a checkout: they write, check, lint and verify revisions on scratch databases.
 * {@code src/dev} is compiled and tested here, but no part of the packaged application, which depends on none of it.
 *
 * <p>Shared options of all commands and the format of their output belong to {@code schema.cli}. A command's work that is
 * longer than a page has a package of its own beside this one.
 */
package co.getanswers.schema.dev;
