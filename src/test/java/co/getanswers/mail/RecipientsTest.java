package co.getanswers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.Recipients.Answered;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientsTest {
    private static List<Participant> people(String addresses) {
        return addresses == null
                ? List.of()
                : Stream.of(addresses.split(" "))
                        .map(email -> new Participant(email, ""))
                        .toList();
    }

    private static boolean isOwn(String email) {
        return email.equals("me@own.example") || email.equals("alias@own.example");
    }

    private static List<String> emails(List<Participant> people) {
        return people.stream().map(Participant::email).toList();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            # From            | To                     | Cc           | Reply-To          | reply          | all: To       | all: Cc
            ann@a.example     | me@own.example         | -            | -                 | ann@a.example  | ann@a.example | -
            ann@a.example     | me@own.example b@b.example | c@c.example alias@own.example | - | ann@a.example | ann@a.example | b@b.example c@c.example
            form@f.example    | me@own.example         | -            | carla@c.example   | carla@c.example | carla@c.example | -
            ann@a.example     | me@own.example         | b@b.example  | t@a.example u@a.example | t@a.example u@a.example | t@a.example u@a.example | b@b.example
            ann@a.example     | me@own.example         | t@a.example  | t@a.example me@own.example | t@a.example | t@a.example | -
            ann@a.example     | me@own.example         | -            | alias@own.example | ann@a.example | ann@a.example | -
            me@own.example    | me@own.example         | -            | -                 | -             | -             | -
            alias@own.example | me@own.example         | -            | carla@c.example   | carla@c.example | carla@c.example | -
            ann@a.example     | ann@a.example b@b.example | -         | -                 | ann@a.example | ann@a.example | b@b.example
            """)
    void aReplyGoesWhereTheAuthorAsks(
            String from, String to, String cc, String replyTo, String reply, String allTo, String allCc) {
        var message = new Answered(
                new Participant(from, ""),
                new AddressFields(people(to), people(cc), people(replyTo), List.of(), null),
                false);
        var one = Recipients.of(message, RecipientsTest::isOwn, false);
        var all = Recipients.of(message, RecipientsTest::isOwn, true);

        assertThat(one).isEqualTo(new Recipients(people(reply), List.of()));
        assertThat(all).isEqualTo(new Recipients(people(allTo), people(allCc)));
        assertThat(one.areNobody()).isEqualTo(reply == null);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            # From           | Reply-To                     | Followup                 | reply          | all
            ann@a.example    | list@l.example               | -                        | ann@a.example  | ann@a.example list@l.example
            ann@a.example    | -                            | -                        | ann@a.example  | ann@a.example list@l.example
            list@l.example   | ann@a.example list@l.example | -                        | ann@a.example  | ann@a.example list@l.example
            list@l.example   | list@l.example               | -                        | list@l.example | list@l.example
            ann@a.example    | -                            | list@l.example           | ann@a.example  | list@l.example
            ann@a.example    | -                            | list@l.example me@own.example | ann@a.example | list@l.example
            ann@a.example    | -                            | me@own.example           | ann@a.example  | ann@a.example list@l.example
            """)
    void aReplyToAPostGoesToItsAuthorAndAReplyToAllToTheList(
            String from, String replyTo, String followup, String reply, String all) {
        var message = new Answered(
                new Participant(from, ""),
                new AddressFields(
                        people("list@l.example"), List.of(), people(replyTo), people(followup), "list@l.example"),
                false);

        assertThat(emails(Recipients.of(message, RecipientsTest::isOwn, false).all()))
                .isEqualTo(emails(people(reply)));
        assertThat(emails(Recipients.of(message, RecipientsTest::isOwn, true).all()))
                .isEqualTo(emails(people(all)));
    }

    @Test
    void aReplyToOnesOwnMailGoesToItsRecipients() {
        var message = new Answered(
                new Participant("me@own.example", ""),
                AddressFields.sentTo(people("ann@a.example me@own.example"), people("b@b.example")),
                true);

        assertThat(Recipients.of(message, RecipientsTest::isOwn, false))
                .isEqualTo(new Recipients(people("ann@a.example"), List.of()));
        assertThat(Recipients.of(message, RecipientsTest::isOwn, true))
                .isEqualTo(new Recipients(people("ann@a.example"), people("b@b.example")));
    }

    @Test
    void whatIsStoredTellsThatThereWereTooMany() {
        var crowd = IntStream.range(0, 300)
                .mapToObj(i -> new Participant(i + "@crowd.example", "Number " + i))
                .toList();
        var addresses = new AddressFields(crowd, List.of(), List.of(), List.of(), null);

        var stored = AddressFieldsJson.read(AddressFieldsJson.write(addresses));

        var message = new Answered(new Participant("ann@a.example", ""), stored, false);
        assertThat(Recipients.of(message, RecipientsTest::isOwn, true).areTooMany())
                .isTrue();
        assertThat(Recipients.of(message, RecipientsTest::isOwn, false).areTooMany())
                .isFalse();
    }

    @Test
    void addressFieldsComeBackAsTheyWereStored() {
        var addresses = new AddressFields(
                List.of(new Participant("\"john doe\"@a.example", "John \"Jo\" Doe")),
                people("c@c.example"),
                people("r@r.example s@s.example"),
                people("f@f.example"),
                "list@l.example");

        assertThat(AddressFieldsJson.read(AddressFieldsJson.write(addresses))).isEqualTo(addresses);
        assertThat(AddressFieldsJson.write(AddressFields.NONE)).isNull();
        assertThat(AddressFieldsJson.read(null)).isEqualTo(AddressFields.NONE);
    }
}
