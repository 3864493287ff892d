package co.getanswers.mailbox.gmail;

import co.getanswers.auth.SecretToken;
import java.util.Base64;

/** The proof key of a request for permission (RFC 7636). */
final class Pkce {
    private Pkce() {}

    /** The code challenge of a verifier, by the method S256. */
    static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(SecretToken.sha256(verifier));
    }
}
