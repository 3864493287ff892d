package co.getanswers.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.ServiceProcess;
import co.getanswers.TestDatabase;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaHistory;
import co.getanswers.schema.Script;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The program on the schema of a release after it: during an update, and after a rollback of the program alone. */
class RollingUpdateIT {
    /** The statements that an expanding revision may have: a table, columns with and without a default, indexes, a CHECK to come. */
    private static final List<String> EXPANDING = List.of(
            "alter table messages add column language text",
            "alter table agent_actions add column weight integer not null default 1",
            "alter table objectives add column parent_id uuid",
            "alter table executions add column channel varchar(20) default 'mail'",
            "alter table users add constraint ck_users_locale check (length(email) > 1) not valid",
            "create table labels (id uuid primary key, objective_id uuid references objectives (id) on delete cascade)",
            "create index concurrently ix_messages_language on messages (language)",
            "create index concurrently ix_objectives_parent_id on objectives (parent_id) where parent_id is not null");

    private final String database = TestDatabase.fresh();

    @Test
    void oldCodeGoesOnServingWhileTheSchemaExpandsAndStartsOnIt() throws SQLException {
        try (var before = ServiceProcess.start(database).awaitReady()) {
            var serving = new AtomicReference<>(before);
            try (var traffic = new Traffic(2, serving::get)) {
                traffic.awaitDecisions(8);
                expand();
                traffic.awaitDecisions(8);

                try (var after = ServiceProcess.start(database).awaitReady();
                        var worker = ServiceProcess.start(database, "worker").awaitReady()) {
                    for (var started : List.of(after, worker)) {
                        assertThat(started.output())
                                .containsOnlyOnce("is newer than this version")
                                .doesNotContain("Migrated the schema");
                    }
                    serving.set(after);
                    traffic.awaitDecisions(8);
                    // Its last requests end before it does.
                    before.signal("TERM");
                    before.exitCode();
                    traffic.awaitDecisions(8);
                    traffic.stop();
                }

                assertThat(traffic.unexpected()).isEmpty();
            }
        }
    }

    /** Applies the script as psql, and then the next release, would. */
    private void expand() throws SQLException {
        var next = Revisions.packaged().head().orElseThrow().number() + 1;
        var script = new Script("V" + next + "__expand.sql", String.join(";\n", EXPANDING));
        var revision = new Revision(String.valueOf(next), "expand", script, Optional.empty(), script.name());
        try (var connection =
                        DriverManager.getConnection("jdbc:" + database.replace("postgres@", "") + "?user=postgres");
                var statement = connection.createStatement()) {
            for (var expanding : EXPANDING) {
                statement.execute(expanding);
            }
            statement.execute(SchemaHistory.insertApplied(revision, "0"));
        }
    }
}
