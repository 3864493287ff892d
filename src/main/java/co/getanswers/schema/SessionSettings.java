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

    /** The settings that every server knows, in the order in which they are printed; no value needs quotes. */
    private static final List<Map.Entry<String, String>> OWN = List.of(
            Map.entry("client_min_messages", "warning"),
            Map.entry("statement_timeout", "0"),
            Map.entry("idle_in_transaction_session_timeout", "0"),
            Map.entry("standard_conforming_strings", "on"));

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
        var own = new LinkedHashMap<String, String>();
        OWN.forEach(setting -> own.put(setting.getKey(), setting.getValue()));
        if (serverVersion >= VERSION_WITH_TRANSACTION_TIMEOUT) {
            own.put("transaction_timeout", "0");
        }
        return own;
    }

    /** The same settings in a script for {@code psql}, which is printed in UTF-8. */
    public static List<String> forPsql() {
        return Stream.concat(
                        Stream.of("SET client_encoding = 'UTF8'"),
                        OWN.stream().map(setting -> "SET " + setting.getKey() + " = " + setting.getValue()))
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
