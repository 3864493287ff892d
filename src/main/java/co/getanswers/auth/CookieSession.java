package co.getanswers.auth;

import co.getanswers.account.Profile;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * A session whose refresh token lies in a cookie that no script can read.
 *
 * @param accessToken for the Authorization header; the page keeps it in its memory alone
 * @param expiresIn the lifetime of the access token, in seconds
 * @param undoSeconds the undo window of users who chose none, in seconds
 */
public record CookieSession(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("expires_in") long expiresIn,
        Profile user,
        boolean passwordRemoved,
        double undoSeconds) {
    static final String COOKIE = "getanswers_session";
    static final String PATH = "/api/console/session";

    /** Responds with the session, and its refresh token as a cookie. */
    static RestResponse<CookieSession> of(
            TokenResponse tokens, Duration lifetime, Duration undoWindow, HttpServerRequest request) {
        var session = new CookieSession(
                tokens.accessToken(),
                tokens.expiresIn(),
                tokens.user(),
                tokens.passwordRemoved(),
                undoWindow.toMillis() / 1000.0);
        return ResponseBuilder.ok(session)
                .cookie(cookie(tokens.refreshToken(), lifetime, request))
                .build();
    }

    /** Makes the browser forget the cookie. */
    static NewCookie none(HttpServerRequest request) {
        return cookie("", Duration.ZERO, request);
    }

    private static NewCookie cookie(String value, Duration lifetime, HttpServerRequest request) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path(PATH)
                .maxAge((int) lifetime.toSeconds())
                .httpOnly(true)
                .secure(request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** Leaves the secrets out, in case it ever reaches a log. */
    @Override
    public String toString() {
        return "CookieSession[user=" + user.id() + "]";
    }
}
