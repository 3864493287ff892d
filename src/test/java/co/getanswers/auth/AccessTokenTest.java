package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessTokenTest extends AuthTesting {
    @ConfigProperty(name = "getanswers.secret-key")
    String secretKey;

    @Test
    void itNamesTheUserAndTheSessionAndNothingPrivate() {
        var tokens = registered();
        var claims = claims(tokens.getString("access_token"));
        assertThat(claims.fieldNames()).containsExactlyInAnyOrder("iss", "aud", "sub", "sid", "iat", "exp", "jti");
        assertThat(claims.getString("sub")).isEqualTo(tokens.getString("user.id"));
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(900);
    }

    @Test
    void aTokenMadeWithTheKeyIsTaken() {
        me(forged(claims -> claims)).then().statusCode(200);
    }

    @Test
    void noTokenIsRefusedWithAProblem() {
        given().get("/api/auth/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        var real = registered().getString("access_token");
        var header = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        refused(header + "." + real.split("\\.")[1] + ".");
        refused(header + "." + real.split("\\.")[1] + "." + real.split("\\.")[2]);
    }

    @Test
    void aTamperedTokenIsRefused() {
        var own = registered().getString("access_token");
        var other = claims(registered().getString("access_token"));
        me(own).then().statusCode(200);
        var parts = own.split("\\.");
        refused(parts[0] + "." + base64(other.encode()) + "." + parts[2]);
        refused(own.substring(0, own.length() - 4) + "AAAA");
        refused(parts[0] + "." + parts[1]);
        refused("x");
        refused("a.b.c");
    }

    @Test
    void aForeignKeyOrAlgorithmIsRefused() {
        var real = claims(registered().getString("access_token"));
        var foreign =
                new SecretKeySpec("another key, of more than 32 characters".getBytes(StandardCharsets.UTF_8), "x");
        refused(Jwt.claims(real.getMap())
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(foreign));
        refused(Jwt.claims(real.getMap())
                .jws()
                .algorithm(SignatureAlgorithm.HS512)
                .sign(key()));
    }

    @Test
    void aTokenOfAnotherTimeOrPlaceIsRefused() {
        refused(forged(claims -> claims.issuedAt(Instant.now().minusSeconds(1000))
                .expiresAt(Instant.now().minusSeconds(1))));
        refused(forged(claims -> claims.issuer("elsewhere")));
        refused(forged(claims -> claims.audience("elsewhere")));
    }

    @Test
    void aTokenThatWasTakenIsRefusedOnceItHasExpired() {
        var expiry = Instant.now().plusSeconds(5);
        var token = forged(claims -> claims.expiresAt(expiry));
        me(token).then().statusCode(200);
        Awaitility.await("expiry")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !Instant.now().isBefore(expiry));
        refused(token);
    }

    @Test
    void aTokenThatWasTakenIsRefusedOnceItsSessionHasEnded() throws Exception {
        var token = registered().getString("access_token");
        me(token).then().statusCode(200);
        change(
                "update sessions set ended_at = now() where id = ?",
                UUID.fromString(claims(token).getString("sid")));
        Awaitility.await("what another instance ended")
                .atMost(Duration.ofSeconds(20))
                .until(() -> me(token).statusCode() == 401);
        refused(token);
    }

    @Test
    void aTokenWithoutOurClaimsIsRefused() {
        refused(forged(claims -> claims.remove("sid")));
        refused(forged(claims -> claims.remove("sub")));
        refused(forged(claims -> claims.claim("sid", "no uuid")));
        refused(forged(claims -> claims.claim("sid", 7)));
        refused(forged(claims -> claims.subject("a\u0000b")));
        refused(forged(claims -> claims.subject(UUID.randomUUID().toString())));
        refused(forged(claims -> claims.claim("sid", UUID.randomUUID().toString())));
    }

    @Test
    void aTokenWithNumbersBeyondAnyTimeIsRefused() throws Exception {
        var real = claims(registered().getString("access_token"));
        real.remove("exp");
        for (var number : List.of("1e400", "-1e400", "9223372036854775808", "0.5e-400", "\"1e400\"", "null", "{}")) {
            refused(signed(real.encode().replaceFirst("}$", ",\"exp\":" + number + "}")));
        }
        real.put("exp", Instant.now().plusSeconds(60).getEpochSecond());
        real.remove("iat");
        for (var claim : List.of("iat", "nbf")) {
            for (var number :
                    List.of("1e400", "-1e400", "1e18", "-1", "0.5", "9223372036854775808", "\"x\"", "null", "{}")) {
                var status = me(signed(real.encode().replaceFirst("}$", ",\"" + claim + "\":" + number + "}")))
                        .statusCode();
                assertThat(status).as(claim + " " + number).isIn(200, 401);
            }
        }
    }

    private String signed(String payload) throws Exception {
        var text = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(payload);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(key());
        return text + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private String forged(UnaryOperator<JwtClaimsBuilder> change) {
        var real = claims(registered().getString("access_token"));
        return change.apply(Jwt.claims(real.getMap()))
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(key());
    }

    private static void refused(String token) {
        me(token).then().statusCode(401).contentType("application/problem+json");
    }

    private SecretKey key() {
        return new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
