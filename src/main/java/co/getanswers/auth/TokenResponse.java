package co.getanswers.auth;

import co.getanswers.account.Profile;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The tokens of a session, by the names of OAuth 2.0 (RFC 6749, section 5.1).
 *
 * @param accessToken for the Authorization header of each request
 * @param expiresIn the lifetime of the access token, in seconds
 * @param refreshToken valid for one renewal, which returns another
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

        Profile user,

        @Schema(
                description =
                        "Whether this sign-in, the first proof of the address, removed a password that somebody had"
                                + " set before; a new one can be set")
        boolean passwordRemoved) {
    TokenResponse withPasswordRemoved(boolean removed) {
        return new TokenResponse(accessToken, tokenType, expiresIn, refreshToken, user, removed);
    }

    /** Leaves the secrets out, in case it ever reaches a log. */
    @Override
    public String toString() {
        return "TokenResponse[user=" + user.id() + "]";
    }
}
