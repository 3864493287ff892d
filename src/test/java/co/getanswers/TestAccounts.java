package co.getanswers;

import static io.restassured.RestAssured.given;

import co.getanswers.account.CurrentUser;
import co.getanswers.platform.IdentifierGenerator;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;

/** Creates signed-in users in the database, past the sign-in that other tests cover. */
public final class TestAccounts {
    private TestAccounts() {}

    public record Account(UUID id, String email, String token) {
        /** A request that carries the account's token. */
        public RequestSpecification request() {
            // REST Assured would otherwise send the content type of a form without a body.
            return given().noContentType().auth().oauth2(token);
        }

        /** A request with the token and a JSON body. */
        public RequestSpecification sends(Object body) {
            return given().auth().oauth2(token).contentType(ContentType.JSON).body(body);
        }
    }

    /** An account whose address is proved. */
    public static Account create() {
        var account = createUnproved();
        TestSql.execute("update users set email_verified_at = created_at where id = ?", account.id());
        return account;
    }

    public static Account createUnproved() {
        var id = IdentifierGenerator.next();
        var session = IdentifierGenerator.next();
        var email = "person-" + id + "@example.com";
        TestSql.execute("""
                insert into users (id, email, name, autonomy_level, created_at, updated_at)
                values (?, ?, 'A Person', 'medium', now(), now())""", id, email);
        TestSql.execute("insert into user_counters (user_id) values (?)", id);
        TestSql.execute(
                "insert into sessions (id, user_id, created_at, expires_at) values (?, ?, now(), now() + interval '1 day')",
                session,
                id);
        var key = ConfigProvider.getConfig().getValue("getanswers.secret-key", String.class);
        var token = Jwt.issuer("getanswers")
                .audience("getanswers")
                .subject(id.toString())
                .claim(CurrentUser.SESSION_CLAIM, session.toString())
                .expiresIn(Duration.ofMinutes(15))
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return new Account(id, email, token);
    }
}
