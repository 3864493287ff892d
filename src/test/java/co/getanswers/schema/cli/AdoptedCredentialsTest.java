package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.platform.CredentialSeal;
import co.getanswers.schema.AlembicDatabase;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.Database;
import co.getanswers.schema.OwnRevisions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mailbox credentials that the service before stored in clear text. */
class AdoptedCredentialsTest {
    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
    private static final Map<String, String> KEY = Map.of("GETANSWERS_CREDENTIALS_KEY", TestDatabase.CREDENTIALS_KEY);

    private final String url = TestDatabase.fresh();
    private final Database database = Database.at(url);

    @BeforeEach
    void make() {
        AlembicDatabase.make("012_add_microsoft_id", database);
    }

    @Test
    void withoutAChoiceOrAKeyTheDatabaseIsLeftAsItIs() {
        var rows = Foreign.rows(database);
        for (var command : List.of("adopt", "upgrade", "upgrade --sql", "adopt --credentials=seal")) {
            var result = cli(Map.of()).migrate(command.split(" "));
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith(
                            "FAILED: 3 values of gmail_credentials, outlook_credentials, smtp_credentials in users are"
                                    + " credentials in clear text. Nothing was changed.")
                    .contains("openssl rand -base64 32", "--credentials=remove")
                    .doesNotContain("clear-");
        }
        assertThat(Foreign.rows(database)).isEqualTo(rows);
    }

    @Test
    void aKeySealsThemForTheirUser() {
        assertThat(cli(KEY).migrate("adopt").out())
                .contains("Sealed 3 values of credentials that the old service had stored in clear text.");
        var sealed = database.rows("SELECT gmail_credentials FROM users WHERE id = '" + ADA + "'")
                .get(0);
        assertThat(CredentialSeal.withKey(TestDatabase.CREDENTIALS_KEY).open(ADA, sealed))
                .contains("{\"refresh_token\": \"clear-gmail\"}");
        assertThat(database.rows("SELECT users FROM users").toString()).doesNotContain("clear-");
    }

    @Test
    void theChoiceToRemoveThemOutweighsTheKey() {
        assertThat(cli(KEY).migrate("upgrade", "--credentials=remove").out())
                .contains("Removed 3 values of credentials");
        assertThat(database.rows("SELECT count(gmail_credentials), count(outlook_credentials), count(smtp_credentials)"
                        + " FROM users"))
                .containsExactly("0 | 0 | 0");
    }

    @Test
    void whatTheOldServiceWritesAfterwardsIsSealedByAnotherRun() {
        assertThat(cli(KEY).migrate("upgrade").code()).isZero();
        database.execute("UPDATE users SET gmail_credentials = '{\"refresh_token\": \"clear-new\"}'");
        assertThat(cli(KEY).migrate("adopt").lines())
                .containsExactly(
                        "Sealed 2 values of credentials that the old service had stored in clear text.",
                        "This program manages the database already, at " + OwnRevisions.HEAD + ".");
        assertThat(database.rows("SELECT users FROM users").toString()).doesNotContain("clear-");
    }

    @Test
    void aWrongSettingIsRefused() {
        assertThat(cli(Map.of("GETANSWERS_CREDENTIALS_KEY", "short"))
                        .migrate("adopt")
                        .err())
                .startsWith("FAILED: GETANSWERS_CREDENTIALS_KEY is not a key");
        assertThat(cli(KEY).migrate("adopt", "--credentials=keep").err())
                .isEqualTo("FAILED: The credentials of the old service can't be treated by 'keep': set it to seal or"
                        + " remove.\n");
        assertThat(database.rows("SELECT to_regclass('flyway_schema_history')")).containsExactly("null");
    }

    private Cli cli(Map<String, String> environment) {
        return new Cli(url, OwnRevisions.ALL, ClearTextCredentials.of(environment));
    }
}
