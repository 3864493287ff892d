package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.platform.Job;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExpiredRowCleanerTest {
    @Inject
    @Any
    Instance<Job> jobs;

    private UUID user;

    @BeforeEach
    void nothingElse() {
        user = TestAccounts.create().id();
        for (var table : new String[] {"sessions", "magic_links", "sign_in_attempts"}) {
            TestSql.execute("delete from " + table);
        }
    }

    @Test
    void sessionsThatExpiredOrEndedGoAndTheirTokensWithThem() {
        session("now() - interval '1 second'", "null");
        session("now() + interval '1 day'", "now() - interval '1 second'");
        session("now() + interval '1 day'", "null");

        assertThat(step("expired-sessions")).isEqualTo(2);

        assertThat(count("sessions")).isEqualTo(1);
        assertThat(count("refresh_tokens")).isEqualTo(1);
    }

    @Test
    void linksGoADayAfterTheyExpired() {
        for (var age : new String[] {"25 hours", "23 hours", "-5 minutes"}) {
            TestSql.execute("""
                    insert into magic_links (id, email, token, expires_at, created_at)
                    values (gen_random_uuid(), 'a@b.example', ?, now() - ?::interval, now())""", UUID.randomUUID().toString(), age);
        }

        assertThat(step("expired-links")).isEqualTo(1);

        assertThat(count("magic_links")).isEqualTo(2);
    }

    @Test
    void triesGoOnceNoLimitCountsThemAThousandAtATime() {
        TestSql.execute("""
                insert into sign_in_attempts (id, kind, subject_hash, attempted_at)
                select gen_random_uuid(), 'sign_in_address', 'hash', now() - make_interval(hours => 1 + n % 2, mins => n % 2 - 1)
                from generate_series(1, 5000) n""");

        assertThat(step("expired-attempts")).isEqualTo(1000);
        assertThat(step("expired-attempts")).isEqualTo(1000);
        assertThat(step("expired-attempts")).isEqualTo(500);
        assertThat(step("expired-attempts")).isZero();

        assertThat(count("sign_in_attempts")).isEqualTo(2500);
    }

    private void session(String expires, String ended) {
        var id = UUID.randomUUID();
        TestSql.execute(
                "insert into sessions (id, user_id, created_at, expires_at, ended_at) values (?, ?, now(), %s, %s)"
                        .formatted(expires, ended),
                id,
                user);
        TestSql.execute("""
                insert into refresh_tokens (id, session_id, token_hash, created_at, expires_at)
                values (gen_random_uuid(), ?, ?, now(), now())""", id, id.toString());
    }

    private long step(String name) {
        var job =
                jobs.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        return job.run().await().indefinitely();
    }

    private static long count(String table) {
        return TestSql.value(Long.class, "select count(*) from " + table);
    }
}
