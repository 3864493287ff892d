package co.getanswers.bench;

import co.getanswers.auth.ProfileStatement;
import co.getanswers.review.ReviewStatements;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** The stack of the service before, FastAPI with SQLAlchemy on asyncpg, which answers some of the yardstick's reads. */
final class Predecessor {
    static final List<String> PACKAGES =
            List.of("fastapi==0.165.0", "uvicorn[standard]==0.54.0", "SQLAlchemy==2.0.58", "asyncpg==0.32.0");

    /** The scenarios whose statements take the path's parts as they are. */
    static final Set<String> SCENARIOS = Set.of("profile", "queue page", "thread", "statistics");

    private static final Path SOURCE = Path.of("src/bench/resources");

    private Predecessor() {}

    /** The server with a worker for each processor; empty where Python or the packages can't be had. */
    static Optional<Server> start(Database database, int pageSize) throws IOException {
        var program = Python.program("predecessor", "uvicorn", "the predecessor's stack", PACKAGES);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var statements = Bench.OUTPUT.resolve("statements.json").toAbsolutePath();
        new ObjectMapper().writeValue(statements.toFile(), statements(pageSize));
        var workers = Runtime.getRuntime().availableProcessors();
        return Optional.of(Server.run(
                Server.PREDECESSOR,
                List.of(
                        program.get().toString(),
                        "--app-dir=" + SOURCE,
                        "--host=127.0.0.1",
                        "--port={port}",
                        "--workers=" + workers,
                        "--log-level=warning",
                        "--no-access-log",
                        "predecessor:app"),
                Map.of(
                        "DATABASE_URL",
                        database.url(),
                        "STATEMENTS",
                        statements.toString(),
                        "POOL",
                        String.valueOf(Bench.POOL / workers)),
                "/ready"));
    }

    private static Map<String, Map<String, Object>> statements(int pageSize) {
        return Map.of(
                "profile", statement(ProfileStatement.SQL, List.of("$1")),
                "stats", statement(ReviewStatements.STATS, List.of("$1")),
                "thread", statement(ReviewStatements.THREAD, List.of("$1", "$2")),
                "queue", statement(ReviewStatements.QUEUE, queueParameters(pageSize)));
    }

    private static Map<String, Object> statement(String sql, List<Object> parameters) {
        return Map.of("sql", sql, "parameters", parameters);
    }

    /** The parameters of a first page, with the place of the user's id in the path instead of it. */
    private static List<Object> queueParameters(int pageSize) {
        var user = UUID.randomUUID();
        var tuple = ReviewStatements.queueParameters(user, pageSize, null);
        return IntStream.range(0, tuple.size())
                .mapToObj(i -> valueOf(tuple, i, user))
                .toList();
    }

    /** A time becomes an object, for JSON has none. */
    private static Object valueOf(Tuple tuple, int index, UUID user) {
        var value = tuple.getValue(index);
        if (value instanceof OffsetDateTime time) {
            return Map.of("time", time.toString());
        }
        return user.equals(value) ? "$1" : value;
    }
}
