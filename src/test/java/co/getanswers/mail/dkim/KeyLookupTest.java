package co.getanswers.mail.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

public class KeyLookupTest {
    private static final String NAME = "k1._domainkey.lakeside.example";

    private final NameServer server = new NameServer();
    private final KeyLookup lookup = new KeyLookup(new Verifying(server.address(), Duration.ofSeconds(10)));

    @AfterEach
    void stop() {
        lookup.stop();
        server.close();
    }

    @Test
    void aRecordIsAskedForOnce() {
        server.with(NAME, "v=DKIM1; p=abc");
        assertThat(find(NAME)).isEqualTo(Map.of(NAME, List.of("v=DKIM1; p=abc")));
        assertThat(find(NAME)).isEqualTo(Map.of(NAME, List.of("v=DKIM1; p=abc")));
        assertThat(server.asked()).containsExactly("UDP " + NAME);
    }

    @Test
    void aRecordTooLongForADatagramComesWhole() {
        var record = "v=DKIM1; p=" + "A1b2".repeat(200);
        server.with(NAME, record);
        assertThat(find(NAME)).isEqualTo(Map.of(NAME, List.of(record)));
        assertThat(server.asked()).containsExactly("UDP " + NAME, "TCP " + NAME);
    }

    @Test
    void aMissingRecordIsAskedForOnce() {
        assertThat(find(NAME)).isEqualTo(Map.of(NAME, List.of()));
        assertThat(find(NAME)).isEqualTo(Map.of(NAME, List.of()));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void severalNamesAreFoundAtOnce() {
        server.with(NAME, "one").with("k2._domainkey.lakeside.example", "two");
        assertThat(lookup.find(Set.of(NAME, "k2._domainkey.lakeside.example"))
                        .await()
                        .indefinitely())
                .isEqualTo(Map.of(NAME, List.of("one"), "k2._domainkey.lakeside.example", List.of("two")));
    }

    @Test
    void aSilentServerIsNotWaitedForAgainWithEachBatch() {
        server.silent();
        var hurried = new KeyLookup(new Verifying(server.address(), Duration.ofMillis(200)));
        assertThat(hurried.find(Set.of(NAME)).await().indefinitely()).isEqualTo(Map.of(NAME, List.of()));
        var asked = server.asked().size();
        assertThat(hurried.find(Set.of(NAME)).await().indefinitely()).isEqualTo(Map.of(NAME, List.of()));
        assertThat(server.asked()).hasSize(asked).isNotEmpty();
        hurried.stop();
    }

    private Map<String, List<String>> find(String name) {
        return lookup.find(Set.of(name)).await().indefinitely();
    }

    /** Verification with a name server of the test's own. */
    public record Verifying(String server, Duration timeout) implements DkimSettings {
        @Override
        public boolean verify() {
            return true;
        }

        @Override
        public Optional<List<String>> nameServers() {
            return Optional.of(List.of(server));
        }
    }
}
