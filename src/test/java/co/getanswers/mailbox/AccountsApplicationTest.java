package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.MailAccounts;
import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.account.CommandUsers;
import co.getanswers.platform.CredentialSeal;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccountsApplicationTest {
    private static final String PASSWORD = "s3cret of mara";

    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAPS, ServerSetup.PROTOCOL_SMTPS);

    @Inject
    AccountService accounts;

    @Inject
    PasswordReseal reseal;

    @Inject
    CommandUsers users;

    @Inject
    Pool pool;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Account owner;

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.setUser("mara@example.org", "mara", PASSWORD);
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void someone() {
        TestSql.execute("delete from mail_accounts");
        owner = TestAccounts.create();
    }

    @Test
    void aMailboxIsAddedListedSyncedAndRemoved() {
        assertThat(run("list", owner.email())).isZero();
        assertThat(printed()).isEqualTo("No mailbox is connected.\n");

        assertThat(add(PASSWORD)).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(printed()).startsWith("Connected mara@example.org, sales@example.org as ");

        run("list", owner.email());
        assertThat(printed()).contains("mara@example.org, sales@example.org  imap  connecting  0/0");

        state("needs_attention");
        assertThat(run("sync", owner.email(), "SALES@example.org")).isZero();
        assertThat(owner.request().get("/api/accounts").jsonPath().getString("items[0].state"))
                .isEqualTo("connecting");

        assertThat(run("remove", owner.email(), "mara@example.org")).isZero();
        assertThat(printed()).endsWith("Disconnected mara@example.org, sales@example.org; its mail stays.\n");
        assertThat(owner.request().get("/api/accounts").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void removeWithMailTellsWhatWentAndWhatStayed() {
        assertThat(add(PASSWORD)).isZero();

        assertThat(run("remove", owner.email(), "mara@example.org", AccountsApplication.WITH_MAIL))
                .isZero();

        assertThat(printed())
                .endsWith(
                        "and deleted 0 messages (0 sent by the user) with 0 cards that waited (0 with a text of the user).\n"
                                + "Kept: 0 messages that another mailbox has, 0 that were here before, 0 sent replies, and 0 decided"
                                + " cards without their mail.\n");
        assertThat(owner.request().get("/api/accounts").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void whatFailsIsSaidAndChangesNothing() {
        assertThat(add("wrong")).isEqualTo(1);
        assertThat(said()).startsWith("FAILED: imap: ").contains("refuses the login of mara");
        assertThat(add("")).isEqualTo(1);
        assertThat(said()).startsWith("FAILED: there is no password");
        assertThat(command(PASSWORD, "--imap", "imap.example.org:none", "--address", "mara@example.org"))
                .isEqualTo(1);
        assertThat(said()).isEqualTo("FAILED: imap.example.org:none is no server: give HOST or HOST:PORT.\n");
        assertThat(run("sync", owner.email(), "mara@example.org")).isEqualTo(1);
        assertThat(said()).startsWith("FAILED: the user has no mailbox mara@example.org");
        assertThat(run("list", "nobody@example.org")).isEqualTo(1);
        assertThat(said()).startsWith("FAILED: there is no user nobody@example.org");
        assertThat(owner.request().get("/api/accounts").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void passwordsOfOtherKeysAreSealedWithTheKeyAndOthersAreLeft() {
        var former = CredentialSeal.withKey(TestDatabase.FORMER_CREDENTIALS_KEY);
        var unknown = CredentialSeal.withKey("AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        var current = CredentialSeal.withKey(TestDatabase.CREDENTIALS_KEY);
        var sealedBefore = sealed(former);
        var foreign = sealed(unknown);
        var kept = sealed(current);
        var before = stored(kept);

        assertThat(run("reseal")).isEqualTo(1);

        assertThat(printed()).isEqualTo("Encrypted 1 passwords with the key; 1 were already.\n");
        assertThat(said()).startsWith("FAILED: no key opens the password of the mailbox " + foreign);
        assertThat(current.open(sealedBefore, stored(sealedBefore))).contains(PASSWORD);
        assertThat(unknown.open(foreign, stored(foreign))).contains(PASSWORD);
        assertThat(stored(kept)).isEqualTo(before);
    }

    @Test
    void withoutAKeyNothingIsSealed() {
        reseal = new PasswordReseal(pool, AccountPasswordsTest.settings(Optional.empty()));

        assertThat(run("reseal")).isEqualTo(1);

        assertThat(said()).startsWith("FAILED: there is no key: set GETANSWERS_CREDENTIALS_KEY");
    }

    @Test
    void addTakesTheSettingsThatTheInterfaceTakes() {
        assertThat(add(
                        PASSWORD,
                        "--on-file",
                        "folder",
                        "--file-folder",
                        "Done/2026",
                        "--no-keeps-sent",
                        "--keeps-drafts"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        connected()
                .body("items[0].onFile", equalTo("folder"))
                .body("items[0].fileFolder", equalTo("Done/2026"))
                .body("items[0].keepsSent", equalTo(false))
                .body("items[0].keepsDrafts", equalTo(true));
    }

    @Test
    void addWithoutSettingsLeavesMailWhereItIs() {
        assertThat(add(PASSWORD)).isZero();

        connected()
                .body("items[0].onFile", equalTo("leave"))
                .body("items[0].fileFolder", nullValue())
                .body("items[0].keepsSent", equalTo(true))
                .body("items[0].keepsDrafts", equalTo(false));
    }

    @Test
    void filingToAFolderNeedsItsNameAndAPlaceThatThereIs() {
        assertThat(add(PASSWORD, "--on-file", "folder")).isEqualTo(1);
        assertThat(said()).isEqualTo("FAILED: fileFolder: must be given where mail goes to a folder\n");
        assertThat(add(PASSWORD, "--on-file", "archive", "--file-folder", "Inbox"))
                .isEqualTo(1);
        assertThat(said()).startsWith("FAILED: fileFolder: must be the name of a folder other than the inbox");
        assertThatThrownBy(() -> add(PASSWORD, "--on-file", "bin"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessage("Invalid value for option '--on-file': bin is none of leave, archive, folder.");
        connected().body("items", empty());
    }

    private ValidatableResponse connected() {
        return owner.request().get("/api/accounts").then().statusCode(200);
    }

    private int add(String password, String... settings) {
        var line = new ArrayList<>(List.of(
                "--imap",
                "127.0.0.1:" + SERVER.getImaps().getPort(),
                "--smtp",
                "127.0.0.1:" + SERVER.getSmtps().getPort(),
                "--login",
                "mara",
                "--address",
                "mara@example.org",
                "--address",
                "sales@example.org"));
        line.addAll(List.of(settings));
        return command(password, line.toArray(String[]::new));
    }

    /** Runs {@code accounts add} with the options as the command line reads them. */
    private int command(String password, String... options) {
        System.setIn(new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8)));
        var line = new ArrayList<>(List.of("add", "--user", owner.email()));
        line.addAll(List.of(options));
        var parsed = new CommandLine(new AccountsCommand()).parseArgs(line.toArray(String[]::new));
        var add = (AccountsCommand.ForUser) parsed.subcommand().commandSpec().userObject();
        return run(add.line().toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return new AccountsApplication(accounts, reseal, users, new PrintStream(out, true), new PrintStream(err, true))
                .run(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static void state(String state) {
        TestSql.execute("update mail_accounts set state = ?", state);
    }

    private static UUID sealed(CredentialSeal seal) {
        var id = MailAccounts.insert(TestAccounts.create().email());
        TestSql.execute(
                "update mail_accounts set sealed_password = ?::jsonb where id = ?", seal.seal(id, PASSWORD), id);
        return id;
    }

    private static String stored(UUID id) {
        return TestSql.value(String.class, "select sealed_password::text from mail_accounts where id = ?", id);
    }
}
