package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaDrift;
import co.getanswers.schema.SchemaHistory;
import java.io.PrintWriter;
import java.sql.SQLException;

/** Prints where the live schema is not what its history says, each difference with the statements that mend it. */
public final class DatabaseCheck {
    private DatabaseCheck() {}

    /** @throws MigrationFailure if there is a difference */
    public static int run(MigrateContext context, Revisions revisions, PrintWriter out, PrintWriter err)
            throws SQLException {
        try (var session = MigrationSession.open(context.database(), new ConsoleProgress(out, err))) {
            var history = SchemaHistory.read(session.connection());
            var current =
                    CurrentRevision.of(history, revisions).map(Revision::id).orElse("base");
            var differences = SchemaDrift.find(session.connection(), history, revisions);
            if (differences.isEmpty()) {
                out.println("The database is what revision " + current + " makes.");
                return 0;
            }
            for (var difference : differences) {
                out.println(difference.sentence() + ".");
                difference.statements().forEach(statement -> out.println("    " + statement + ";"));
            }
            throw new MigrationFailure("The database differs from revision " + current + " in " + differences.size()
                    + (differences.size() == 1 ? " place" : " places")
                    + ". Run the statements above after reading them; none"
                    + " loses data.");
        }
    }
}
