package co.getanswers.auth;

import co.getanswers.account.Profile;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What signing in gives, by the names of OAuth 2.0 (RFC 6749, section 5.1).
 *
 * @param accessToken for the Authorization header of each request
 * @param expiresIn the seconds that the access token is good for
 * @param refreshToken good for one renewal, which gives another
 */
public record TokenResponse(
        @JsonProperty("access_token") @Schema(examples = "eyJhbGciOiJIUzI1NiJ9.…")
        String accessToken,

        @JsonProperty("token_type") @Schema(examples = "Bearer")
        String tokenType,

        @JsonProperty("expires_in") @Schema(examples = "900")
        long expiresIn,

        @JsonProperty("refresh_token") @Schema(examples = "H3cyF0eVYqv4bMvQkO0w2q8r5cXQ0p4Yl9mFJm1k2uU")
        String refreshToken,

        Profile user) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "Tokens[user=" + user.id() + "]";
    }
}
