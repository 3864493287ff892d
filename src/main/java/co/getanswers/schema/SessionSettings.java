package co.getanswers.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the session that runs revisions. They hold anew for each revision: what the script before it has set
 * ends with that script, before its row in the history is written.
 */
public final class SessionSettings {
    /** No limit meant for requests ends a revision, and strings mean what the standard says. */
    private static final List<String> OWN = List.of(
            "SET client_min_messages = warning",
            "SET statement_timeout = 0",
            "SET idle_in_transaction_session_timeout = 0",
            "SET standard_conforming_strings = on");

    private static final List<String> RESET = List.of("RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL");

    private static final int VERSION_WITH_TRANSACTION_TIMEOUT = 17;

    private SessionSettings() {}

    /** @param serverVersion the server's major version */
    static String own(int serverVersion) {
        return joined(
                serverVersion < VERSION_WITH_TRANSACTION_TIMEOUT
                        ? OWN.stream()
                        : Stream.concat(OWN.stream(), Stream.of("SET transaction_timeout = 0")));
    }

    /** Ends what a script has set. The driver sets the application's name only after it has connected. */
    static String reset(String applicationName) {
        return joined(Stream.concat(
                RESET.stream(), Stream.of("SET application_name = '" + applicationName.replace("'", "''") + "'")));
    }

    /** The same settings in a script for {@code psql}, which is printed in UTF-8. */
    public static List<String> forPsql() {
        return Stream.concat(Stream.of("SET client_encoding = 'UTF8'"), OWN.stream())
                .toList();
    }

    /** Ends all that was set in the session. */
    public static List<String> reset() {
        return RESET;
    }

    /** Ends what a script has set, in a script for {@code psql}. */
    public static List<String> resetForPsql() {
        return Stream.concat(RESET.stream(), forPsql().stream()).toList();
    }

    private static String joined(Stream<String> statements) {
        return statements.collect(Collectors.joining("; "));
    }
}
