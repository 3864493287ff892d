package co.getanswers.mailbox.gmail;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GmailAnswerTest {
    private static GmailAnswer answer(int status, String body) {
        var headers = HttpHeaders.of(Map.of("Retry-After", List.of("7")), (name, value) -> true);
        return GmailAnswer.of(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String error(String reason) {
        return "{\"error\": {\"message\": \"No\\n way.\", \"errors\": [{\"reason\": \"" + reason + "\"}]}}";
    }

    @Test
    void aLimitIsToldApartFromARefusal() {
        assertThat(answer(429, "").failure().kind()).isEqualTo(Kind.BUSY);
        assertThat(answer(403, error("userRateLimitExceeded")).failure())
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.BUSY))
                .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(answer(403, error("insufficientPermissions")).failure())
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED))
                .hasMessage("Gmail refuses: No way.");
    }

    @Test
    void onlyALostGrantNeedsThePerson() {
        assertThat(answer(400, "{\"error\": \"invalid_grant\"}").tokenFailure().kind())
                .isEqualTo(Kind.PERMISSION_LOST);
        assertThat(answer(401, "{\"error\": \"invalid_client\"}").tokenFailure().kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(answer(503, "").tokenFailure().kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void anAnswerThatIsNoJsonObjectIsAnEmptyOne() {
        for (var body : List.of("", "[1]", "<html>", "\"text\"")) {
            assertThat(answer(200, body).body()).isEmpty();
        }
    }

    @Test
    void aPauseIsSecondsOrADateAndAnHourAtMost() {
        var now = Instant.parse("2026-11-20T10:00:00Z");

        assertThat(GmailAnswer.pause("120", now)).isEqualTo(Duration.ofMinutes(2));
        assertThat(GmailAnswer.pause("Fri, 20 Nov 2026 10:00:30 GMT", now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(GmailAnswer.pause("Fri, 20 Nov 2026 09:00:00 GMT", now)).isZero();
        assertThat(GmailAnswer.pause("86400", now)).isEqualTo(Duration.ofHours(1));
        assertThat(GmailAnswer.pause("soon", now)).isZero();
        assertThat(GmailAnswer.pause("", now)).isZero();
    }

    /** The example of RFC 7636, appendix B. */
    @Test
    void theChallengeIsTheHashOfTheVerifier() {
        assertThat(Pkce.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void aDateCountsFromThatOfTheAnswer() {
        var date = List.of("Fri, 20 Nov 2026 10:00:30 GMT");
        var told = Map.of("Retry-After", date, "Date", List.of("Fri, 20 Nov 2026 10:00:00 GMT"));

        assertThat(retryAfter(told)).isEqualTo(Duration.ofSeconds(30));
        assertThat(retryAfter(Map.of("Retry-After", date))).isZero();
        assertThat(retryAfter(Map.of("Retry-After", date, "Date", List.of("today"))))
                .isZero();
    }

    private static Duration retryAfter(Map<String, List<String>> headers) {
        return GmailAnswer.of(429, HttpHeaders.of(headers, (name, value) -> true), new byte[0])
                .retryAfter();
    }
}
