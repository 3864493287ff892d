package co.getanswers.auth;

import co.getanswers.account.CurrentUser;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.build.Jwt;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Signs access tokens (JWT, HS256) and produces the parameters of their verification. Both are set in code, because the
 * configuration would read a key that looks like Base64 or a JWK as one, and so the two would not agree on its bytes.
 */
@ApplicationScoped
class AccessTokenSigner {
    static final String ISSUER = "getanswers";

    private final SecretKey key;
    private final Duration lifetime;

    AccessTokenSigner(@ConfigProperty(name = "getanswers.secret-key") String secretKey, AuthSettings settings) {
        key = new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        lifetime = settings.accessTokenLifetime();
    }

    Duration lifetime() {
        return lifetime;
    }

    String sign(UUID user, UUID session) {
        return Jwt.issuer(ISSUER)
                .audience(ISSUER)
                .subject(user.toString())
                .claim(CurrentUser.SESSION_CLAIM, session.toString())
                .expiresIn(lifetime)
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(key);
    }

    @Produces
    @Alternative
    @Priority(1)
    @ApplicationScoped
    JWTAuthContextInfo verification() {
        var verification = new JWTAuthContextInfo(key, ISSUER);
        verification.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        verification.setExpectedAudience(Set.of(ISSUER));
        verification.setRequiredClaims(Set.of("sub", CurrentUser.SESSION_CLAIM));
        verification.setRequireNamedPrincipal(false);
        verification.setClockSkew(0);
        return verification;
    }
}
