package co.getanswers.bench;

import co.getanswers.account.CurrentUser;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs access tokens as the service does, but for a day. */
final class TokenSigner {
    /** The key of this run. */
    final String secret = UUID.randomUUID().toString() + UUID.randomUUID();

    private final SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    String sign(String user, String session) {
        var now = NumericDate.now();
        var claims = new JwtClaims();
        claims.setIssuer("getanswers");
        claims.setAudience("getanswers");
        claims.setSubject(user);
        claims.setStringClaim(CurrentUser.SESSION_CLAIM, session);
        claims.setIssuedAt(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + 24 * 60 * 60));
        claims.setGeneratedJwtId();
        var token = new JsonWebSignature();
        token.setHeader("typ", "JWT");
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setPayload(claims.toJson());
        token.setKey(key);
        try {
            return token.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
