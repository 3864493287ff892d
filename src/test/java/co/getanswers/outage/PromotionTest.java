package co.getanswers.outage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.Person;
import co.getanswers.review.AtOnce;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service with the addresses of a standby and of its primary, until the standby takes the primary's place. */
@QuarkusTest
@QuarkusTestResource(value = PromotionDatabase.class, restrictToAnnotatedClass = true)
@TestProfile(FailoverTest.ShortWaits.class)
@Timeout(180)
class PromotionTest {
    Runnable promotion;

    private Person person;

    @Test
    void writesGoToThePrimaryAndFollowAPromotion() throws Exception {
        person = Person.register();
        for (var round = 0; round < 5; round++) {
            assertThat(changes("Before")).containsOnly(200);
        }

        promotion.run();

        await("the service")
                .atMost(Duration.ofSeconds(20))
                .until(() -> changes("After").stream().allMatch(status -> status == 200));
        assertThat(person.asks().get("/api/auth/me").jsonPath().getString("name"))
                .startsWith("After");
        for (var round = 0; round < 5; round++) {
            assertThat(changes("Later")).containsOnly(200);
        }
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    /** The statuses of twice as many changes at once as there are connections. */
    private List<Integer> changes(String name) throws Exception {
        return AtOnce.run(IntStream.range(0, 2 * FailoverTest.POOL)
                .<Callable<Integer>>mapToObj(i -> () -> person.asks()
                        .contentType("application/json")
                        .body("{\"name\":\"%s %d\"}".formatted(name, i))
                        .patch("/api/auth/me")
                        .statusCode())
                .toList());
    }
}
