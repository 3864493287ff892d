package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives a sign of life while a revision runs, with the reason of the server's wait. It asks over a connection of its own,
 * which is opened for the first sign: most revisions end before that.
 */
final class SessionWatch {
    private static final String QUERY = """
            SELECT a.wait_event_type, a.wait_event,
                (SELECT string_agg(format('%%s (%%s, %%s%%s)', b.pid,
                        coalesce(nullif(b.application_name, ''), b.usename, b.backend_type), coalesce(b.state, 'state unknown'),
                        ' for ' || extract(epoch FROM now() - b.xact_start)::int || ' s'), ' and ')
                    FROM pg_stat_activity b WHERE b.pid = ANY (pg_blocking_pids(a.pid))) AS blockers,
                (SELECT p.phase || CASE WHEN p.blocks_total > 0
                        THEN ', ' || p.blocks_done * 100 / p.blocks_total || ' %%' ELSE '' END
                    FROM pg_stat_progress_create_index p WHERE p.pid = a.pid) AS build
            FROM pg_stat_activity a
            WHERE a.pid = %d""";

    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final DataSource database;
    private final int pid;
    private final Revision revision;
    private final Progress progress;
    private final TimerTask start = new TimerTask() {
        @Override
        public void run() {
            startThread();
        }
    };
    private @Nullable Thread thread;
    private final long started = System.nanoTime();
    private Duration interval;
    private volatile boolean closed;

    /**
     * @param first how long the revision runs before the first sign; the pauses grow to a minute
     * @param timer waits for that, so that a short revision starts no thread
     */
    SessionWatch(DataSource database, int pid, Revision revision, Progress progress, Duration first, Timer timer) {
        this.database = database;
        this.pid = pid;
        this.revision = revision;
        this.progress = progress;
        this.interval = first;
        timer.schedule(start, first.toMillis());
    }

    private synchronized void startThread() {
        if (!closed) {
            thread = new Thread(this::run, "migration-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        try {
            watch();
        } catch (InterruptedException ended) {
            // The revision has ended.
        }
    }

    private void watch() throws InterruptedException {
        try (var connection = database.getConnection()) {
            while (true) {
                report(reason(connection));
                interval = interval.multipliedBy(2).compareTo(LONGEST) < 0 ? interval.multipliedBy(2) : LONGEST;
                Thread.sleep(interval.toMillis());
            }
        } catch (SQLException unknown) {
            report("the server can't be asked for the reason");
        }
    }

    private void report(String reason) {
        if (!closed) {
            progress.running(revision, Duration.ofNanos(System.nanoTime() - started), reason);
        }
    }

    private String reason(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(QUERY.formatted(pid))) {
            return row.next()
                    ? reason(
                            row.getString("wait_event_type"),
                            row.getString("wait_event"),
                            row.getString("blockers"),
                            row.getString("build"))
                    : "the server has ended its session";
        }
    }

    static String reason(
            @Nullable String type, @Nullable String event, @Nullable String blockers, @Nullable String build) {
        if (blockers != null) {
            return "waiting for the session " + blockers;
        } else if (build != null) {
            return build;
        }
        return type == null || "Client".equals(type) ? "the server is working" : "waiting: " + type + ", " + event;
    }

    void close() {
        start.cancel();
        var running = end();
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(LONGEST_QUESTION.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread end() {
        closed = true;
        return thread;
    }
}
