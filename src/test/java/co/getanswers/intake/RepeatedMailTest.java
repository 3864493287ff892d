package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail that comes again, other mail under a used Message-ID, and mailboxes that Gmail exported. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RepeatedMailTest {
    private static final String SEPARATOR = "From nora@harbour.example Mon Nov  2 09:00:00 2026\n";

    private Person owner;

    @BeforeEach
    void registerTheOwner() {
        owner = Person.register();
    }

    @Test
    void otherMailUnderAUsedMessageIdIsKeptAndSaid() {
        var mailbox = mail("used@harbour.example", "Paint", "02", "", "The paint is grey.")
                + mail("used@harbour.example", "Roof", "03", "", "The roof leaks.");
        var lines = imported(mailbox);

        assertTotals(lines, 2, 0, 0);
        assertThat(lines.stream().map(line -> line.getString("remark")).filter(remark -> remark != null))
                .singleElement()
                .asString()
                .contains("used@harbour.example");
        assertThat(texts("select body_text from messages where user_id = ? order by sent_at"))
                .containsExactly("The paint is grey.", "The roof leaks.");
        assertThat(conversations()).isEqualTo(2);
        assertTotals(imported(mailbox), 0, 2, 0);
        CountersHold.assertThey(Database.idOf(owner));
    }

    @Test
    void otherMailUnderAUsedMessageIdIsKeptInALaterImportAsWell() {
        assertTotals(imported(mail("used@harbour.example", "Paint", "02", "", "Grey.")), 1, 0, 0);
        var roof = mail("used@harbour.example", "Roof", "03", "References: <first@harbour.example>\n", "It leaks.");

        assertTotals(imported(roof), 1, 0, 0);
        assertTotals(imported(roof), 0, 1, 0);
        assertThat(texts("select mail_references::text from messages where user_id = ? and subject = 'Roof'"))
                .containsExactly("{first@harbour.example,used@harbour.example}");
    }

    @Test
    void theSameMailOnAnotherWayIsADuplicate() {
        var fields = "Delivered-To: me@quay.example\nReceived: from a by b; Mon, 02 Nov 2026 08:00:00 +0000\n";
        assertTotals(
                imported(mail("one@harbour.example", "Paint", "02", "", "Grey.")
                        + mail("one@harbour.example", "Paint", "02", fields, "Grey.")),
                1,
                1,
                0);
    }

    @Test
    void mailThatWasStoredWithoutAHashIsComparedByItsSenderDateAndText() {
        imported(mail("one@harbour.example", "Paint", "02", "", "Grey."));
        Database.count(
                "with old as (update messages set content_hash = null where user_id = ? returning 1) select count(*) from old",
                Database.idOf(owner));

        assertTotals(imported(mail("one@harbour.example", "Paint", "02", "", "Grey, read anew.")), 0, 1, 0);
        assertTotals(imported(mail("one@harbour.example", "Paint", "05", "", "Grey.")), 0, 1, 0);
        assertTotals(imported(mail("one@harbour.example", "Roof", "05", "", "It leaks.")), 1, 0, 0);
    }

    @Test
    void aThreadOfGmailIsOneConversationAndSentMailIsOutgoing() {
        var received = "Received: from phone by smtp.example.com with ESMTP; Mon, 02 Nov 2026 09:00:00 +0000\n";
        assertTotals(
                imported(mail(
                                "a@harbour.example",
                                "Lamp",
                                "02",
                                gmail("18110", "Inbox,Opened") + received,
                                "Which lamp?")
                        + own("b@quay.example", "My choice", gmail("18110", "Gesendet") + received, "The green one.")),
                2,
                0,
                0);
        assertThat(conversations()).isEqualTo(1);
        assertThat(texts("select direction from messages where user_id = ? order by subject"))
                .containsExactly("incoming", "outgoing");
        assertThat(texts("select action_type from agent_actions where user_id = ?"))
                .hasSize(1);

        assertTotals(imported(mail("c@harbour.example", "Late", "04", gmail("18110", "Inbox"), "And now?")), 1, 0, 0);
        assertThat(conversations()).isEqualTo(1);
    }

    @Test
    void aThreadOfGmailWinsOverReferences() {
        imported(mail("a@harbour.example", "Lamp", "02", gmail("1", "Inbox"), "Which lamp?")
                + mail(
                        "b@harbour.example",
                        "Table",
                        "03",
                        gmail("2", "Inbox") + "References: <a@harbour.example>\n",
                        "And?")
                + mail(
                        "c@harbour.example",
                        "Table",
                        "04",
                        "References: <a@harbour.example> <b@harbour.example>\n",
                        "So?"));

        assertThat(texts("select string_agg(subject, ',' order by sent_at) from messages where user_id = ?"
                        + " group by conversation_id order by 1"))
                .containsExactly("Lamp", "Table,Table");
        CountersHold.assertThey(Database.idOf(owner));
    }

    @Test
    void labelsOutsideAMailboxOfGmailSayNothing() {
        imported(mail("a@harbour.example", "Lamp", "02", "", "Which lamp?")
                + own("b@quay.example", "Forged", gmail("18110", "Sent") + "Received: from x by y; now\n", "Mine."));

        assertThat(texts("select direction from messages where user_id = ?")).containsOnly("incoming");
    }

    @Test
    void nothingIsProposedForSpamTheBinAndDrafts() {
        assertTotals(
                imported(mail("a@harbour.example", "Prize", "02", gmail("1", "Spam"), "Can you send me money?")
                        + mail("b@harbour.example", "Old", "02", gmail("2", "Papierkorb"), "Can you come?")
                        + own("c@quay.example", "Draft", gmail("3", "Drafts"), "Perhaps")),
                2,
                0,
                1);
        assertThat(texts("select action_type from agent_actions where user_id = ?"))
                .isEmpty();
        assertThat(texts("select status from objectives where user_id = ?")).containsOnly("handled");
        CountersHold.assertThey(Database.idOf(owner));
    }

    @Test
    void spamAndTheBinMakeNobodyKnown() {
        imported(mail("a@harbour.example", "Prize", "02", gmail("1", "Spam"), "You won.")
                + mail("b@harbour.example", "Prizes", "03", gmail("2", "Trash"), "You won again."));
        imported(mail("c@harbour.example", "Lamp", "04", "", "Which lamp?"));

        assertThat(texts("select rationale::text from agent_actions where user_id = ?"))
                .singleElement()
                .asString()
                .contains("unknown_sender");
    }

    private static String gmail(String thread, String labels) {
        return "X-GM-THRID: " + thread + "\nX-Gmail-Labels: " + labels + "\n";
    }

    private String mail(String id, String subject, String day, String fields, String text) {
        return mail("Nora Lund <nora@harbour.example>", owner.email(), id, subject, day, fields, text);
    }

    private String own(String id, String subject, String fields, String text) {
        return mail(owner.email(), "nora@harbour.example", id, subject, "03", fields, text);
    }

    private static String mail(
            String from, String to, String id, String subject, String day, String fields, String text) {
        return SEPARATOR + fields + "From: " + from + "\nTo: " + to + "\nSubject: " + subject + "\nDate: " + day
                + " Nov 2026 09:00:00 +0000\nMessage-ID: <" + id + ">\n\n" + text + "\n\n";
    }

    private static void assertTotals(List<JsonPath> lines, int imported, int duplicates, int failed) {
        var last = lines.get(lines.size() - 1);
        assertThat(List.of(last.getInt("imported"), last.getInt("duplicates"), last.getInt("failed")))
                .containsExactly(imported, duplicates, failed);
    }

    private int conversations() {
        return Database.count("select count(*) from conversations where user_id = ?", Database.idOf(owner));
    }

    private List<String> texts(String sql) {
        return Database.texts(sql, Database.idOf(owner));
    }

    private List<JsonPath> imported(String mailbox) {
        return owner.asks()
                .contentType("application/mbox")
                .body(mailbox.getBytes(StandardCharsets.UTF_8))
                .post("/api/messages/import")
                .asString()
                .lines()
                .map(JsonPath::new)
                .toList();
    }
}
