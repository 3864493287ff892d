package co.getanswers.schema.dev;

import co.getanswers.schema.MigrationFailure;

/** Commands that stand on libraries which the packaged application leaves out. */
final class DevelopmentOnly {
    private static final String LIBRARY = "org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser";

    private DevelopmentOnly() {}

    /** @throws MigrationFailure where the libraries are missing; the message says where the command runs */
    static void require(String command) {
        if (!available(LIBRARY)) {
            throw new MigrationFailure(refusal(command));
        }
    }

    static boolean available(String library) {
        try {
            Class.forName(library, false, DevelopmentOnly.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException packaged) {
            return false;
        }
    }

    static String refusal(String command) {
        return command + " is a development command: run it in a checkout, ./mvnw -q compile exec:java"
                + " -Dexec.args=\"migrate " + command + "\"";
    }
}
