package co.getanswers.mailbox.gmail;

import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Permission to a mailbox by OAuth 2.0 (RFC 6749), with the code bound to a proof key (RFC 7636). */
public final class GmailOAuth {
    /** The least that covers reading, labels, drafts and sending; it excludes deletion for good. */
    public static final String SCOPE = "https://www.googleapis.com/auth/gmail.modify";

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final GmailSettings settings;
    private final String clientId;
    private final String clientSecret;
    private final GmailHttp http;

    GmailOAuth(GmailSettings settings, GmailHttp http) {
        this.settings = settings;
        this.clientId = settings.clientId().orElse("");
        this.clientSecret = settings.clientSecret().orElse("");
        this.http = http;
    }

    /**
     * Tokens of a mailbox.
     *
     * @param refresh absent where an access token was renewed
     */
    public record Tokens(String access, @Nullable String refresh, Duration lifetime) {
        /** Leaves the secrets out, in case it ever reaches a log. */
        @Override
        public String toString() {
            return "Tokens[lifetime=" + lifetime + "]";
        }
    }

    /** The address that a person gives permission at; consent is asked for anew, because only that gives a refresh token. */
    public URI authorisation(String state, String verifier, String redirect) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirect);
        parameters.put("scope", SCOPE);
        parameters.put("state", state);
        parameters.put("code_challenge", Pkce.challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        parameters.put("access_type", "offline");
        parameters.put("prompt", "consent");
        return URI.create(settings.authorisationUrl() + "?" + form(parameters));
    }

    /** @throws GmailFailure if the code is not valid, or the permission is not enough */
    public Tokens exchange(String code, String verifier, String redirect) throws IOException {
        var granted = post(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "code_verifier", verifier,
                "redirect_uri", redirect));
        if (granted.getValue("scope") instanceof String scopes
                && !Arrays.asList(scopes.split(" ")).contains(SCOPE)) {
            throw new GmailFailure(
                    Kind.REFUSED,
                    "The permission to read and send mail was not given: connect again and leave it ticked.");
        }
        var tokens = tokens(granted);
        if (tokens.refresh() == null) {
            throw new GmailFailure(Kind.REFUSED, "Google gave no lasting permission: connect again.");
        }
        return tokens;
    }

    /** @throws GmailFailure of the kind {@code PERMISSION_LOST} if the token no longer counts */
    public Tokens refresh(String refreshToken) throws IOException {
        return tokens(post(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken)));
    }

    /** Ends the permission at Google. */
    public void revoke(String refreshToken) throws IOException {
        var answer = http.send(request(settings.revokeUrl(), Map.of("token", refreshToken)), LONGEST_ANSWER);
        if (!answer.isSuccess()) {
            throw answer.tokenFailure();
        }
    }

    private JsonObject post(Map<String, String> parameters) throws IOException {
        var all = new LinkedHashMap<>(parameters);
        all.put("client_id", clientId);
        all.put("client_secret", clientSecret);
        var answer = http.send(request(settings.tokenUrl(), all), LONGEST_ANSWER);
        if (!answer.isSuccess()) {
            throw answer.tokenFailure();
        }
        return answer.body();
    }

    private static HttpRequest.Builder request(URI address, Map<String, String> parameters) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters)));
    }

    private static Tokens tokens(JsonObject granted) throws GmailFailure {
        if (!(granted.getValue("access_token") instanceof String access)) {
            throw new GmailFailure(Kind.UNREACHABLE, "Google's answer has no token.");
        }
        return new Tokens(
                access,
                granted.getValue("refresh_token") instanceof String refresh ? refresh : null,
                granted.getValue("expires_in") instanceof Number seconds
                        ? Duration.ofSeconds(seconds.longValue())
                        : LIFETIME);
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
