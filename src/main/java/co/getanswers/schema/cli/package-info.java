/**
 * The command line {@code migrate}: one class for each command, its options, and the format of its output. A failure is one
 * line on standard error and exit code 1.
 *
 * <p>Commands only call the engine in {@code schema}. Commands of development stand in {@code src/dev} and are handed in by
 * its entry; production has none of their code. Only the program's entry imports this room.
 */
@NullMarked
package co.getanswers.schema.cli;

import org.jspecify.annotations.NullMarked;
