package co.getanswers.schema.cli;

import picocli.CommandLine.Option;

/** The option for telling of failures. */
final class FailureOptions {
    @Option(
            names = {"-v", "--verbose"},
            description = "With a failure show all that the server says: the whole statement, and values of rows.")
    boolean verbose;
}
