package co.getanswers.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CookieSessionTest {
    private static RequestSpecification console() {
        return given().header(SameOrigin.HEADER, "1").header("Sec-Fetch-Site", "same-origin");
    }

    private static Response signIn(Person person) {
        return console()
                .contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", "correct horse battery"))
                .post(CookieSession.PATH);
    }

    private static Cookie cookie(Response response) {
        return response.detailedCookie(CookieSession.COOKIE);
    }

    private static Response renew(RequestSpecification request, String cookie) {
        return request.cookie(CookieSession.COOKIE, cookie)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(CookieSession.PATH + "/renew");
    }

    @Test
    void theRefreshTokenIsInACookieThatNoScriptReadsAndNoOtherPathGets() {
        var response = signIn(Person.register());
        response.then()
                .statusCode(200)
                .body("access_token", notNullValue())
                .body("refresh_token", nullValue())
                .body("user.email", notNullValue())
                .body("undoSeconds", equalTo(10f));
        var cookie = cookie(response);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo(CookieSession.PATH);
        assertThat(cookie.isSecured()).as("over plain HTTP").isFalse();
        assertThat(response.asString()).doesNotContain(cookie.getValue());
    }

    @Test
    void theCookieIsSecureBehindAProxyThatSpeaksTls() {
        var response = console()
                .header("X-Forwarded-Proto", "https")
                .contentType(ContentType.JSON)
                .body(Map.of("email", Person.register().email(), "password", "correct horse battery"))
                .post(CookieSession.PATH);
        assertThat(cookie(response).isSecured()).isTrue();
    }

    @Test
    void theCookieRenewsTheSessionOnceAndIsReplaced() {
        var first = cookie(signIn(Person.register())).getValue();
        var renewed = renew(console(), first);
        renewed.then().statusCode(200).body("access_token", notNullValue());
        var second = cookie(renewed).getValue();
        assertThat(second).isNotEqualTo(first);
        renew(console(), first).then().statusCode(401);
        renew(console(), second).then().statusCode(401);
    }

    @Test
    void theCookieAloneOpensNothing() {
        var cookie = cookie(signIn(Person.register())).getValue();
        given().cookie(CookieSession.COOKIE, cookie).get("/api/queue").then().statusCode(401);
        given().cookie(CookieSession.COOKIE, cookie).get("/api/auth/me").then().statusCode(401);
    }

    @Test
    void anotherOriginCantUseTheCookie() {
        var cookie = cookie(signIn(Person.register())).getValue();
        renew(given(), cookie).then().statusCode(403);
        for (var site : new String[] {"cross-site", "same-site", "none"}) {
            renew(given().header(SameOrigin.HEADER, "1").header("Sec-Fetch-Site", site), cookie)
                    .then()
                    .statusCode(403);
        }
        // The origin of the other web client may call the interface, and is another origin nevertheless.
        renew(given().header(SameOrigin.HEADER, "1").header("Origin", "http://localhost:3000"), cookie)
                .then()
                .statusCode(403);
        given().header("Sec-Fetch-Site", "cross-site")
                .cookie(CookieSession.COOKIE, cookie)
                .delete(CookieSession.PATH)
                .then()
                .statusCode(403);
        renew(console(), cookie).then().statusCode(200);
    }

    @Test
    void signingOutEndsTheSessionAndTheCookie() {
        var started = signIn(Person.register());
        var ended = console()
                .cookie(CookieSession.COOKIE, cookie(started).getValue())
                .delete(CookieSession.PATH);
        ended.then().statusCode(204);
        assertThat(cookie(ended).getMaxAge()).isZero();
        renew(console(), cookie(started).getValue()).then().statusCode(401);
        given().auth()
                .oauth2(started.path("access_token"))
                .get("/api/auth/me")
                .then()
                .statusCode(401);
    }

    @Test
    void aWrongPasswordSetsNoCookie() {
        console()
                .contentType(ContentType.JSON)
                .body(Map.of("email", Person.register().email(), "password", "wrong horse battery"))
                .post(CookieSession.PATH)
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue());
    }

    @Test
    void theInterfaceItselfSetsNoCookie() {
        given().contentType(ContentType.JSON)
                .body(Map.of("email", Person.register().email(), "password", "correct horse battery"))
                .post("/api/auth/login")
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue())
                .body("refresh_token", not(equalTo(null)));
    }
}
