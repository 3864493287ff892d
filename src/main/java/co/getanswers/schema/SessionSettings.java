package co.getanswers.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the session that runs revisions. They hold anew for each revision: what the script before it has set
 * ends with that script, before its row in the history is written. No limit meant for requests ends a revision, and strings
 * mean what the standard says.
 */
public final class SessionSettings {
    private static final List<String> RESET = List.of("RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL");

    private static final int VERSION_WITH_TRANSACTION_TIMEOUT = 17;

    private SessionSettings() {}

    /**
     * Ends what a script has set, and sets again what all of them run with, in few statements: it happens for each revision.
     *
     * @param own by name
     */
    static String reset(Map<String, String> own) {
        return joined(Stream.concat(
                RESET.stream(),
                Stream.of(own.entrySet().stream()
                        .map(setting -> "set_config('" + setting.getKey() + "', '"
                                + setting.getValue().replace("'", "''") + "', false)")
                        .collect(Collectors.joining(", ", "SELECT ", "")))));
    }

    /** @param serverVersion the server's major version */
    static Map<String, String> own(int serverVersion) {
        var own = new LinkedHashMap<>(Map.of(
                "client_min_messages", "warning",
                "statement_timeout", "0",
                "idle_in_transaction_session_timeout", "0",
                "standard_conforming_strings", "on"));
        if (serverVersion >= VERSION_WITH_TRANSACTION_TIMEOUT) {
            own.put("transaction_timeout", "0");
        }
        return own;
    }

    /** The same settings in a script for {@code psql}, which is printed in UTF-8. */
    public static List<String> forPsql() {
        return List.of(
                "SET client_encoding = 'UTF8'",
                "SET client_min_messages = warning",
                "SET statement_timeout = 0",
                "SET idle_in_transaction_session_timeout = 0",
                "SET standard_conforming_strings = on");
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
