package co.getanswers.bench;

/** What must hold however many write at once: else what was measured is worth nothing. */
final class Integrity {
    private static final String WRONG_COUNTS = """
            select c.user_id
            from user_counters c
            left join (select user_id, count(*) as waiting from agent_actions where status = 'pending' group by user_id) a
              on a.user_id = c.user_id
            where c.pending_high + c.pending_medium + c.pending_low <> coalesce(a.waiting, 0)""";

    private static final String NOT_CARRIED_OUT = """
            select a.id
            from agent_actions a
            left join executions e on e.action_id = a.id
            where a.status = 'approved' and e.id is null""";

    private Integrity() {}

    static void require(Database database) {
        requireNone(database, WRONG_COUNTS, "people whose counts of waiting cards are wrong");
        requireNone(database, NOT_CARRIED_OUT, "approved cards that nobody will carry out");
    }

    private static void requireNone(Database database, String sql, String what) {
        var found = database.query(sql);
        if (!found.isEmpty()) {
            throw new IllegalStateException("After all that was written there are " + found.size() + " " + what + ".");
        }
    }
}
