package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionTest extends AuthTesting {
    @Test
    void aRefreshTokenGivesNewTokens() {
        var first = registered();
        var second = refresh(first.getString("refresh_token"))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
        assertThat(second.getString("refresh_token")).isNotEqualTo(first.getString("refresh_token"));
        me(second.getString("access_token")).then().statusCode(200);
        refresh(second.getString("refresh_token")).then().statusCode(200);
    }

    @Test
    void usingARefreshTokenAgainEndsTheSession() {
        var first = registered();
        var second = refresh(first.getString("refresh_token")).jsonPath();
        me(second.getString("access_token")).then().statusCode(200);

        refresh(first.getString("refresh_token")).then().statusCode(401);

        refresh(second.getString("refresh_token")).then().statusCode(401);
        me(second.getString("access_token")).then().statusCode(401);
    }

    @Test
    void ofManyWhoUseARefreshTokenTogetherOneDoes() throws Exception {
        var token = registered().getString("refresh_token");
        var statuses = together(10, () -> refresh(token).statusCode());
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(9);
    }

    @Test
    void aMadeUpOrExpiredRefreshTokenIsRefused() throws Exception {
        refresh("made-up").then().statusCode(401);
        var token = registered().getString("refresh_token");
        change(
                "update refresh_tokens set expires_at = ? where token_hash = ?",
                OffsetDateTime.now().minusSeconds(1),
                SecretToken.hash(token));
        refresh(token).then().statusCode(401);
    }

    @Test
    void aSessionEndsAfterNinetyDaysHoweverOftenItIsRenewed() throws Exception {
        var email = newAddress();
        var first = registered(email);
        begunDaysAgo(email, 89);
        var second = refresh(first.getString("refresh_token"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(value(
                        Boolean.class,
                        "select s.expires_at = s.created_at + interval '90 days' from sessions s join users u"
                                + " on u.id = s.user_id where u.email = ?",
                        email))
                .isTrue();

        begunDaysAgo(email, 90);

        refresh(second.getString("refresh_token")).then().statusCode(401);
    }

    private void begunDaysAgo(String email, int days) throws SQLException {
        change(
                "update sessions set created_at = now() - make_interval(days => ?)"
                        + " where user_id = (select id from users where email = ?)",
                days,
                email);
    }

    @Test
    void theDatabaseHoldsTheHashAlone() throws Exception {
        var token = registered().getString("refresh_token");
        assertThat(value(
                        Long.class,
                        "select count(*) from refresh_tokens where token_hash = ?",
                        SecretToken.hash(token)))
                .isEqualTo(1);
    }

    @Test
    void signingOutEndsThisSessionAndNoOther() {
        var email = newAddress();
        var first = registered(email);
        var second = login(email, PASSWORD).jsonPath();
        me(first.getString("access_token")).then().statusCode(200);

        post("logout", Map.of(), first.getString("access_token")).then().statusCode(204);

        me(first.getString("access_token")).then().statusCode(401);
        refresh(first.getString("refresh_token")).then().statusCode(401);
        me(second.getString("access_token")).then().statusCode(200);
    }
}
