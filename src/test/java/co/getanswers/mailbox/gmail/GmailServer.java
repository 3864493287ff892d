package co.getanswers.mailbox.gmail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server with the shapes of Google's public discovery documents, which does wrong as a test tells it to. */
public class GmailServer implements QuarkusTestResourceLifecycleManager {
    public static final String CLIENT_ID = "client-of-tests";
    private static final String CLIENT_SECRET = "secret-of-tests";

    private final Map<String, GmailBox> boxes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    static {
        // Else each answer waits for the acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public GmailServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Map<String, String> start() {
        http.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "gmail-server");
            thread.setDaemon(true);
            return thread;
        }));
        http.createContext("/token", exchange -> answer(exchange, token(form(body(exchange)))));
        http.createContext("/revoke", exchange -> {
            revoked.add(refreshTokens.get(form(body(exchange)).get("token")));
            answer(exchange, new Answer(200, new JsonObject()));
        });
        http.createContext("/gmail/v1/users/me", this::mailbox);
        http.start();
        return settings();
    }

    /** The settings by which the application finds the server. */
    public Map<String, String> settings() {
        var root = "http://127.0.0.1:" + http.getAddress().getPort();
        return Map.of(
                "getanswers.gmail.client-id",
                CLIENT_ID,
                "getanswers.gmail.client-secret",
                CLIENT_SECRET,
                "getanswers.gmail.token-url",
                root + "/token",
                "getanswers.gmail.revoke-url",
                root + "/revoke",
                "getanswers.gmail.api-url",
                root,
                "getanswers.gmail.check-every",
                "500ms",
                "getanswers.gmail.timeout",
                "10s");
    }

    @Override
    public void stop() {
        http.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType() == GmailServer.class);
    }

    record Answer(int status, JsonObject body) {
        static Answer error(int status, String reason) {
            return new Answer(
                    status,
                    new JsonObject()
                            .put(
                                    "error",
                                    new JsonObject()
                                            .put("code", status)
                                            .put("message", reason)
                                            .put("errors", List.of(new JsonObject().put("reason", reason)))));
        }
    }

    public GmailBox box(String email) {
        return boxes.computeIfAbsent(email, GmailBox::new);
    }

    /** The code with which a person is led back who gives permission to a mailbox. */
    public String grant(URI authorisation, String email) {
        var asked = new HashMap<>(form(authorisation.getRawQuery()));
        asked.put("email", email);
        var code = "4/" + UUID.randomUUID();
        codes.put(code, asked);
        return code;
    }

    /** A refresh token for a mailbox. */
    public String refreshToken(String email) {
        var token = "1//" + UUID.randomUUID();
        refreshTokens.put(token, email);
        return token;
    }

    /** The person withdraws all permissions to a mailbox. */
    public void withdraw(String email) {
        refreshTokens.values().removeIf(email::equals);
        accessTokens.values().removeIf(email::equals);
    }

    public List<String> revoked() {
        return revoked;
    }

    private Answer token(Map<String, String> request) {
        if (!CLIENT_ID.equals(request.get("client_id")) || !CLIENT_SECRET.equals(request.get("client_secret"))) {
            return new Answer(401, new JsonObject().put("error", "invalid_client"));
        }
        var answer = new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", 3599)
                .put("scope", GmailOAuth.SCOPE);
        String email;
        if ("authorization_code".equals(request.get("grant_type"))) {
            var asked = codes.remove(request.get("code"));
            if (asked == null
                    || !asked.get("redirect_uri").equals(request.get("redirect_uri"))
                    || !asked.get("code_challenge").equals(Pkce.challenge(request.get("code_verifier")))) {
                return new Answer(400, new JsonObject().put("error", "invalid_grant"));
            }
            email = asked.get("email");
            answer.put("refresh_token", refreshToken(email));
        } else {
            email = refreshTokens.get(request.get("refresh_token"));
            if (email == null) {
                return new Answer(400, new JsonObject().put("error", "invalid_grant"));
            }
        }
        var access = "ya29." + UUID.randomUUID();
        accessTokens.put(access, email);
        return new Answer(200, answer.put("access_token", access));
    }

    private void mailbox(HttpExchange exchange) throws IOException {
        var authorisation = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        var email = accessTokens.get(authorisation.replace("Bearer ", ""));
        if (email == null) {
            answer(exchange, Answer.error(401, "authError"));
            return;
        }
        var path = exchange.getRequestURI().getPath().replaceFirst("^/gmail/v1/users/me", "");
        var body = body(exchange);
        var answer = box(email).answer(exchange.getRequestMethod(), path, query(exchange), body);
        if (answer == null) {
            exchange.close();
            return;
        }
        if (answer.status() == 429) {
            exchange.getResponseHeaders().add("Retry-After", "1");
        }
        answer(exchange, answer);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = exchange.getRequestURI().getRawQuery();
        return query == null ? Map.of() : form(query);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        var bytes =
                answer.status() == 204 ? new byte[0] : answer.body().encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(String text) {
        var values = new HashMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }
}
