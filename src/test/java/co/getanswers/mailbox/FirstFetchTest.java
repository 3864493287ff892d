package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.MailAccounts;
import co.getanswers.RowsRead;
import co.getanswers.TestAccounts;
import co.getanswers.TestAccounts.Account;
import co.getanswers.TestSql;
import co.getanswers.execution.WorkProfile;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rows that the server reads for the mail of a mailbox before it has statistics. */
@QuarkusTest
@TestProfile(FirstFetchTest.OwnDatabase.class)
class FirstFetchTest {
    private static final List<String> TABLES =
            List.of("messages", "conversations", "objectives", "agent_actions", "folder_messages", "executions");
    private static final int MAILS = 600;

    /** The cards that wait are read for each step, and each costs a few rows. */
    private static final long MOST_ROWS = 200;

    private static final GreenMail SERVER = PatientGreenMail.of(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_SMTP);

    /** The statements must not have been planned before. */
    public static class OwnDatabase extends WorkProfile {}

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void theReadsOfAMailDoNotGrowWithTheMailbox() {
        RowsRead.withoutStatistics(TABLES);
        var account = TestAccounts.create();
        var user = SERVER.setUser(account.email(), account.id().toString(), "secret");
        deliver(user, account, 0, MAILS);
        MailAccounts.connect(
                account, SERVER.getImap().getPort(), "none", SERVER.getSmtp().getPort(), "");
        var before = rowsReadAfter(account, MAILS);

        deliver(user, account, MAILS, 2 * MAILS);

        var read = rowsReadAfter(account, 2 * MAILS).forEachSince(before, MAILS);
        assertThat(read.sum()).as("for a mail: %s", read).isLessThan(MOST_ROWS);
    }

    private static void deliver(GreenMailUser user, Account account, int from, int to) {
        for (var i = from; i < to; i++) {
            user.deliver(
                    GreenMailUtil.newMimeMessage("From: Ann <ann" + i + "@client.example>\r\nTo: " + account.email()
                            + "\r\nSubject: Contract " + i + "\r\nMessage-ID: <" + i + "." + account.id()
                            + "@client.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
                            + "Could you send me the contract by Friday, please?\r\n"));
        }
    }

    private static RowsRead rowsReadAfter(Account account, int mails) {
        await("the cards of " + mails)
                .atMost(Duration.ofMinutes(3))
                .until(() ->
                        TestSql.value(Long.class, "select count(*) from agent_actions where user_id = ?", account.id())
                                == mails);
        await("the server's count of them")
                .atMost(Duration.ofMinutes(1))
                .until(() -> TestSql.value(
                                Long.class, "select n_tup_ins from pg_stat_user_tables where relname = 'agent_actions'")
                        == mails);
        return RowsRead.untilNow(TABLES);
    }
}
