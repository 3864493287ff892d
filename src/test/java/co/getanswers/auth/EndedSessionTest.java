package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.TestSql;
import co.getanswers.account.AuthenticatedUser;
import co.getanswers.platform.database.BoundedPool;
import co.getanswers.platform.database.ChannelListener;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The end of a session, seen by another instance on the same database. */
@QuarkusTest
class EndedSessionTest extends AuthTesting {
    /** Below the time for which a session is taken for alive without any notification. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    BoundedPool connections;

    private ChannelListener listener;

    @AfterEach
    void stopTheOtherInstance() {
        listener.stop();
    }

    static Stream<Consumer<JsonPath>> ends() {
        return Stream.of(
                tokens -> post("logout", Map.of(), tokens.getString("access_token"))
                        .then()
                        .statusCode(204),
                tokens -> {
                    refresh(tokens.getString("refresh_token"));
                    refresh(tokens.getString("refresh_token")).then().statusCode(401);
                },
                tokens -> {
                    var another =
                            login(tokens.getString("user.email"), PASSWORD).jsonPath();
                    post(
                                    "password",
                                    Map.of("currentPassword", PASSWORD, "newPassword", "staple correct horse"),
                                    another.getString("access_token"))
                            .then()
                            .statusCode(204);
                },
                tokens -> io.restassured.RestAssured.given()
                        .auth()
                        .oauth2(tokens.getString("access_token"))
                        .delete("/api/auth/me")
                        .then()
                        .statusCode(204));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void anotherInstanceHearsOfIt(Consumer<JsonPath> end) {
        var other = otherInstance();
        var tokens = registered();
        assertThat(other.accepts(tokens)).isTrue();

        end.accept(tokens);

        await().atMost(SOON).until(() -> !other.accepts(tokens));
    }

    @Test
    void anInstanceWhoseListenerIsCutAsksTheDatabase() {
        var other = otherInstance();
        listener.stop();
        await().until(() -> other.cuts.isDone());
        var tokens = registered();
        assertThat(other.accepts(tokens)).isTrue();

        post("logout", Map.of(), tokens.getString("access_token")).then().statusCode(204);

        await().atMost(SOON).until(() -> !other.accepts(tokens));
    }

    /** A pooler hands the connection that listens to other clients. */
    @Test
    void anInstanceThatHearsNothingAsksTheDatabase() {
        otherInstance();
        var deaf = new Instance(new SessionCache(pool));
        deaf.cache.listening();
        var tokens = registered();
        assertThat(deaf.accepts(tokens)).isTrue();

        post("logout", Map.of(), tokens.getString("access_token")).then().statusCode(204);

        await().atMost(SOON).until(() -> !deaf.accepts(tokens));
    }

    @Test
    void anInstanceThatListensAgainTrustsNothingFromBefore() {
        var other = otherInstance();
        var tokens = registered();
        assertThat(other.accepts(tokens)).isTrue();
        other.listening = new CompletableFuture<>();

        TestSql.value(Long.class, """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and query = 'listen ended_sessions'""");
        TestSql.execute("update sessions set ended_at = now() where id = ?", session(tokens));

        await().until(() -> other.listening.isDone());
        assertThat(other.accepts(tokens)).isFalse();
    }

    @Test
    void anEndedSessionWritesAndDeletesNothingWhereItIsStillBelievedIn() {
        otherInstance();
        var tokens = registered();
        var token = tokens.getString("access_token");
        me(token).then().statusCode(200);
        TestSql.execute("update sessions set ended_at = now() where id = ?", session(tokens));

        var mail = "From: maria@acme.example\r\nSubject: Hello\r\nMessage-ID: <" + UUID.randomUUID()
                + "@acme.example>\r\n\r\nHello.\r\n";
        assertThat(List.of(
                        as(token)
                                .contentType("message/rfc822")
                                .body(mail.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                                .post("/api/messages")
                                .statusCode(),
                        as(token)
                                .post("/api/queue/" + UUID.randomUUID() + "/withdraw")
                                .statusCode(),
                        as(token)
                                .contentType("application/json")
                                .body(Map.of("title", "A matter"))
                                .post("/api/objectives")
                                .statusCode(),
                        as(token).delete("/api/auth/me").statusCode()))
                .containsOnly(401);
        assertThat(TestSql.value(
                        Long.class, "select count(*) from users where email = ?", tokens.getString("user.email")))
                .isOne();
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return io.restassured.RestAssured.given().noContentType().auth().oauth2(token);
    }

    private static UUID session(JsonPath tokens) {
        return TestSql.value(
                UUID.class,
                "select s.id from sessions s join users u on u.id = s.user_id where u.email = ?",
                tokens.getString("user.email"));
    }

    private Instance otherInstance() {
        var instance = new Instance(new SessionCache(pool));
        listener = EndedSessions.listener(vertx, connections);
        listener.start(instance);
        await().until(() -> instance.listening.isDone());
        return instance;
    }

    /** The part of an instance that knows sessions. */
    private static final class Instance implements ChannelListener.Audience {
        private final SessionCache cache;
        private final CompletableFuture<Void> cuts = new CompletableFuture<>();
        private volatile CompletableFuture<Void> listening = new CompletableFuture<>();

        Instance(SessionCache cache) {
            this.cache = cache;
        }

        boolean accepts(JsonPath tokens) {
            var user = new AuthenticatedUser(UUID.fromString(tokens.getString("user.id")), id(tokens));
            return cache.isAlive(user).await().atMost(Duration.ofSeconds(10));
        }

        /** The session as the token names it: the row of a deleted account is gone. */
        private static UUID id(JsonPath tokens) {
            var claims = new String(
                    java.util.Base64.getUrlDecoder()
                            .decode(tokens.getString("access_token").split("\\.")[1]),
                    java.nio.charset.StandardCharsets.UTF_8);
            return UUID.fromString(new JsonPath(claims).getString("sid"));
        }

        @Override
        public void listening() {
            cache.listening();
            listening.complete(null);
        }

        @Override
        public void heard(String payload) {
            cache.heard(payload);
        }

        @Override
        public void cut() {
            cache.cut();
            cuts.complete(null);
        }
    }
}
