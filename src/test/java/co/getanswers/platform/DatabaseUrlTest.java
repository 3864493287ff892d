package co.getanswers.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static Map<String, String> settings(String url) {
        return DatabaseUrl.parse(url).settings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgres", "postgresql+asyncpg", "PostgreSQL"})
    void everySchemeOfTheOldServiceConfiguresBothDrivers(String scheme) {
        assertThat(settings(scheme + "://mail:secret@db.example:6543/answers"))
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db.example:6543/answers")
                .containsEntry(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example:6543/answers?sslmode=prefer")
                .containsEntry("quarkus.datasource.username", "mail")
                .containsEntry("quarkus.datasource.password", "secret");
    }

    @Test
    void thePortIsPostgreSQLsOwnUnlessTold() {
        assertThat(DatabaseUrl.parse("postgresql://u:p@h/d").port()).isEqualTo(5432);
    }

    @Test
    void escapedCharactersOfUserPasswordAndDatabaseAreDecoded() {
        var url = DatabaseUrl.parse("postgresql://a%40b:p%40ss%2Fw%3Ard%23%25+%C3%A9@h/my%20db");

        assertThat(url.user()).isEqualTo("a@b");
        assertThat(url.password()).isEqualTo("p@ss/w:rd#%+é");
        assertThat(url.database()).isEqualTo("my db");
        assertThat(url.settings()).containsEntry("quarkus.datasource.reactive.url", "postgresql://h:5432/my%20db");
    }

    @Test
    void aPasswordMayBeMissing() {
        assertThat(settings("postgresql://u@h/d")).doesNotContainKey("quarkus.datasource.password");
    }

    @Test
    void anIPv6HostKeepsItsBracketsInTheAddress() {
        assertThat(DatabaseUrl.parse("postgresql://u:p@[::1]:5433/d").host()).isEqualTo("::1");
        assertThat(settings("postgresql://u:p@[::1]:5433/d"))
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://[::1]:5433/d")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://[::1]:5433/d?sslmode=prefer");
    }

    @Test
    void severalServersConfigureBothDrivers() {
        var url = DatabaseUrl.parse("postgresql://u:p@a,[::1]:5433,c:6000/my%2Cdb?target_session_attrs=read-write");

        assertThat(url.settings())
                .containsEntry(
                        "quarkus.datasource.reactive.url",
                        "postgresql://a:5432/my%2Cdb,postgresql://[::1]:5433/my%2Cdb,postgresql://c:6000/my%2Cdb")
                .containsEntry(
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://a:5432,[::1]:5433,c:6000/my%2Cdb?sslmode=prefer&targetServerType=primary");
        assertThat(url).hasToString("postgresql://u@a:5432,[::1]:5433,c:6000/my%2Cdb");
        assertThat(url.ignored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", ",a", "a,,b", "a:5432:b", "a:0,b", "a,b:65536"})
    void everyServerMustBeReadable(String servers) {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://u:p@" + servers + "/d"))
                .isInstanceOf(InvalidSetting.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standby", "prefer-standby", "read-only", "primry"})
    void serversThatTakeNoWritesCanNotBeAskedFor(String attributes) {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://u:p@a,b/d?target_session_attrs=" + attributes))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("read-write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sslmode=require", "?ssl=require", "?application_name=x&sslmode=require"})
    void sslModeReachesBothDrivers(String query) {
        assertThat(settings("postgresql://u:p@h/d" + query))
                .containsEntry("quarkus.datasource.reactive.postgresql.ssl-mode", "require")
                .containsEntry("quarkus.datasource.reactive.trust-all", "true")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://h:5432/d?sslmode=require");
    }

    @Test
    void withoutAnSslModeBothDriversEncryptWhereTheServerCan() {
        assertThat(settings("postgresql://u:p@h/d"))
                .containsEntry("quarkus.datasource.reactive.postgresql.ssl-mode", "prefer")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://h:5432/d?sslmode=prefer");
    }

    @Test
    void verifyingNeedsAnAuthorityToVerifyWith() {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://u:p@h/d?sslmode=verify-full"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("sslrootcert");
        assertThat(settings("postgresql://u:p@h/d?sslmode=verify-full&sslrootcert=/etc/ca.pem"))
                .containsEntry("quarkus.datasource.reactive.trust-certificate-pem.certs", "/etc/ca.pem")
                .containsEntry("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS")
                .doesNotContainKey("quarkus.datasource.reactive.trust-all");
    }

    @Test
    void parametersOfOtherDriversAreNamedAndLeftOut() {
        var url = DatabaseUrl.parse("postgresql+asyncpg://u:p@h/d?prepared_statement_cache_size=0");

        assertThat(url.ignored()).containsExactly("prepared_statement_cache_size");
        assertThat(url.settings().get("quarkus.datasource.jdbc.url")).doesNotContain("prepared");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "mysql://u:hunter2@h/d",
                "postgresql://h/d",
                "postgresql://:hunter2@h/d",
                "postgresql://u:hunter2@h",
                "postgresql://u:hunter2@h/",
                "postgresql://u:hunter2@h:99999/d",
                "postgresql://u:hunter2@h:x/d",
                "postgresql://u:hunter2%zz@h/d",
                "postgresql://u:hunter2@h/d?sslmode=perhaps",
                "postgresql://u:hunter2@a,b/d?target_session_attrs=standby"
            })
    void whatCantBeReadIsRefusedInOneLineWithoutThePassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("DATABASE_URL")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n");
    }

    @Test
    void thePasswordIsNotPartOfItsText() {
        assertThat(DatabaseUrl.parse("postgresql://u:hunter2@h/d")).hasToString("postgresql://u@h:5432/d");
    }

    @Test
    void theAddressOfMigrationsIsTheJdbcDriversAloneWithItsOwnUserAndPassword() {
        assertThat(DatabaseUrl.parse("MIGRATION_DATABASE_URL", "postgresql://o%40b:s%26cret@h:6543/d?sslmode=require")
                        .jdbcSettings())
                .containsOnly(Map.entry(
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://h:6543/d?sslmode=require&user=o%40b&password=s%26cret"));
    }

    @Test
    void aRefusalNamesTheVariable() {
        assertThatThrownBy(() -> DatabaseUrl.parse("MIGRATION_DATABASE_URL", "postgresql://u:hunter2@h"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("MIGRATION_DATABASE_URL can't be read")
                .hasMessageNotContaining("hunter2");
    }
}
