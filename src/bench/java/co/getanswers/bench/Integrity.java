package co.getanswers.bench;

/** Checks what must hold after concurrent writes: otherwise the figures are worthless. */
final class Integrity {
    private static final String NOT_CARRIED_OUT = """
            select a.id
            from agent_actions a
            left join executions e on e.action_id = a.id
            where a.status = 'approved' and e.id is null""";

    private Integrity() {}

    static void require(Database database) {
        database.execute("create table bench_counters (like user_counters including all)");
        database.execute(Database.COUNT.replace("user_counters", "bench_counters"));
        requireNone(
                database,
                "select * from user_counters except select * from bench_counters",
                "people whose counters are wrong");
        requireNone(database, NOT_CARRIED_OUT, "approved cards that nobody will carry out");
    }

    private static void requireNone(Database database, String sql, String what) {
        var found = database.query(sql);
        if (!found.isEmpty()) {
            throw new IllegalStateException(
                    "After all that was written there are " + found.size() + " " + what + ": " + found.get(0));
        }
    }
}
