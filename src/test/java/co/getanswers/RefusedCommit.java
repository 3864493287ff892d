package co.getanswers;

import java.util.UUID;

/** The database has no room for the transactions that change an execution of a user, which it says at their commit. */
public final class RefusedCommit {
    private RefusedCommit() {}

    /** Work of a test. */
    public interface Work {
        void run() throws Exception;
    }

    public static void during(UUID userId, Work work) throws Exception {
        TestSql.execute("""
                create function refuse_commit() returns trigger language plpgsql as $$
                begin
                  raise disk_full;
                end $$""");
        TestSql.execute("""
                create constraint trigger refuse_commit after insert or update on executions
                deferrable initially deferred
                for each row when (new.user_id = '%s') execute function refuse_commit()""".formatted(userId));
        try {
            work.run();
        } finally {
            TestSql.execute("drop trigger refuse_commit on executions");
            TestSql.execute("drop function refuse_commit");
        }
    }
}
