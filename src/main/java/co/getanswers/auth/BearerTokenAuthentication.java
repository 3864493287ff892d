package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.CurrentUser;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Authenticates a request by its access token. The signature of a token never changes, so a verified one is cached; the
 * expiry and the session are checked for each request.
 */
@Alternative
@Priority(1)
@Singleton
class BearerTokenAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";

    private final JWTParser parser;
    private final SessionCache sessions;
    private final Cache<String, Verified> verified;

    BearerTokenAuthentication(JWTParser parser, SessionCache sessions, AccessTokenSigner accessTokens) {
        this.parser = parser;
        this.sessions = sessions;
        this.verified = Caffeine.newBuilder()
                .expireAfterWrite(accessTokens.lifetime())
                .maximumSize(10_000)
                .build();
    }

    private record Verified(AuthenticatedUser user, SecurityIdentity identity, Instant expiresAt) {}

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        var header = request.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        var token = verified.get(header.substring(SCHEME.length()), this::verify);
        if (!Instant.now().isBefore(token.expiresAt)) {
            throw new AuthenticationFailedException("The token has expired.");
        }
        return sessions.isAlive(token.user).map(alive -> {
            if (!alive) {
                throw new AuthenticationFailedException("The session has ended.");
            }
            return token.identity;
        });
    }

    private Verified verify(String text) {
        try {
            JsonWebToken token = parser.parse(text);
            var user = new AuthenticatedUser(
                    UUID.fromString(token.getSubject()), UUID.fromString(token.getClaim(CurrentUser.SESSION_CLAIM)));
            return new Verified(
                    user,
                    QuarkusSecurityIdentity.builder().setPrincipal(user).build(),
                    Instant.ofEpochSecond(token.getExpirationTime()));
        } catch (ParseException | RuntimeException notOurs) {
            throw new AuthenticationFailedException(notOurs);
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom()
                .item(new ChallengeData(
                        HttpResponseStatus.UNAUTHORIZED.code(), HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"));
    }
}
