package co.getanswers.bench;

import co.getanswers.auth.ProfileStatement;
import co.getanswers.platform.Cursor;
import co.getanswers.platform.DatabaseUrl;
import co.getanswers.review.ReviewStatements;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;

/**
 * The upper limit of the stack: the same statements over the same client, and the same JSON written straight from the
 * rows, by a bare HTTP handler without authentication, metrics, logging or framework; the path names the user. The
 * benchmark checks that each response is the service's, byte for byte. Arguments: the port and the size of the pool.
 */
public final class Yardstick extends AbstractVerticle {
    private final int port;
    private final PreparedQuery<RowSet<Row>> profile;
    private final PreparedQuery<RowSet<Row>> queue;
    private final PreparedQuery<RowSet<Row>> thread;
    private final PreparedQuery<RowSet<Row>> stats;
    private final PreparedQuery<RowSet<Row>> decide;

    private Yardstick(int port, Pool pool) {
        this.port = port;
        this.profile = pool.preparedQuery(ProfileStatement.SQL);
        this.queue = pool.preparedQuery(ReviewStatements.QUEUE);
        this.thread = pool.preparedQuery(ReviewStatements.THREAD);
        this.stats = pool.preparedQuery(ReviewStatements.STATS);
        this.decide = pool.preparedQuery(ReviewStatements.DECIDE);
    }

    public static void main(String... arguments) {
        var vertx = Vertx.vertx();
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(Integer.parseInt(arguments[1])))
                .connectingTo(server(DatabaseUrl.parse(System.getenv("DATABASE_URL"))))
                .using(vertx)
                .build();
        // As many event loops as the service has: the default of both.
        vertx.deployVerticle(
                () -> new Yardstick(Integer.parseInt(arguments[0]), pool),
                new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE));
    }

    private static PgConnectOptions server(DatabaseUrl url) {
        return new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(url.user())
                .setPassword(url.password() == null ? "" : url.password())
                .setSslMode(SslMode.of(url.sslMode()))
                .setTrustAll(true)
                .setCachePreparedStatements(true);
    }

    @Override
    public void start() {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::answer)
                .listen();
    }

    private void answer(HttpServerRequest request) {
        // "", what is read, whose, and then what else it takes
        var path = request.path().split("/");
        switch (path[1]) {
            case "profile" -> run(request, profile, Tuple.of(UUID.fromString(path[2])), Json::profile);
            case "stats" -> run(request, stats, Tuple.of(UUID.fromString(path[2])), Json::stats);
            case "thread" ->
                run(request, thread, Tuple.of(UUID.fromString(path[2]), UUID.fromString(path[3])), Json::thread);
            case "queue" -> {
                var limit = Integer.parseInt(path[3]);
                var parameters = ReviewStatements.queueParameters(
                        UUID.fromString(path[2]), limit, path.length > 4 ? path[4] : null);
                run(request, queue, parameters, (rows, json) -> Json.queue(rows, limit, json));
            }
            case "approve" -> approve(request, UUID.fromString(path[2]), UUID.fromString(path[3]));
            default -> request.response().end();
        }
    }

    /** The few that lose against a concurrent write are sent again. */
    private void approve(HttpServerRequest request, UUID user, UUID card) {
        var decided = decide.execute(ReviewStatements.approval(user, card))
                .compose(rows -> rows.iterator().next().getUUID("id") == null
                        ? decide.execute(ReviewStatements.approval(user, card))
                        : Future.succeededFuture(rows));
        answer(request, decided, Json::card);
    }

    private static void run(
            HttpServerRequest request, PreparedQuery<RowSet<Row>> query, Tuple parameters, Json.Writer writer) {
        answer(request, query.execute(parameters), writer);
    }

    private static void answer(HttpServerRequest request, Future<RowSet<Row>> found, Json.Writer writer) {
        found.map(rows -> Json.write(rows, writer))
                .onSuccess(json -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                        .end(json))
                .onFailure(failed -> request.response().setStatusCode(500).end(String.valueOf(failed.getMessage())));
    }

    /** The cursor of the page after this card, as the service makes it. */
    static String cursorAfter(int priority, Instant createdAt, UUID id) {
        return Cursor.of(priority, createdAt, id).text();
    }
}
