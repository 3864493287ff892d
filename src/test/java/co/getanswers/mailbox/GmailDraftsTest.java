package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.MailAccounts;
import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.mailbox.GmailTransport.Drafts.Draft;
import co.getanswers.review.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GmailDraftsTest {
    @Inject
    Pool pool;

    private Mailbox mailbox;
    private UUID card;
    private GmailDrafts drafts;

    @BeforeEach
    void aCard() {
        mailbox = new Mailbox(TestAccounts.create());
        card = mailbox.card();
        drafts = drafts();
    }

    private GmailDrafts drafts() {
        return new GmailDrafts(
                pool, mailbox.owner().id(), MailAccounts.insert(mailbox.owner().email()));
    }

    @Test
    void anAttemptKnowsItsOwnDraftAlone() {
        assertThat(drafts.keep(card, "earlier")).isTrue();
        drafts.forget(card, "earlier");
        assertThat(drafts.keep(card, "later")).isTrue();
        assertThat(drafts.begin(card, "later")).isTrue();

        drafts.forget(card, "earlier");
        drafts.sent(card, "earlier", "m1", "t1");
        drafts.forget(pool, card, "earlier").await().indefinitely();

        assertThat(drafts.begin(card, "earlier")).isFalse();
        assertThat(drafts.keep(card, "earlier")).isFalse();
        assertThat(drafts.find(card)).contains(new Draft("later", true));
        drafts.forget(card, "later");
        assertThat(drafts.find(card)).isEmpty();
    }

    @Test
    void aSentDraftIsForgottenAndItsMailKnown() {
        drafts.keep(card, "draft");

        drafts.sent(card, "draft", "m1", "t1");

        assertThat(drafts.find(card)).isEmpty();
        assertThat(TestSql.value(
                        String.class,
                        "select gmail_id from gmail_messages where account_id = ? and thread_id = 't1'",
                        drafts.accountId()))
                .isEqualTo("m1");
    }

    @Test
    void aReplyThatLeavesByAnotherMailboxHasADraftThere() {
        drafts.keep(card, "here");
        drafts.begin(card, "here");
        var other = drafts();

        assertThat(other.keep(card, "there")).isTrue();

        assertThat(other.find(card)).contains(new Draft("there", false));
        assertThat(drafts.find(card)).isEmpty();
    }
}
