package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.Participant;
import co.getanswers.mail.UnreadableMail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {
    @Test
    void aMessageIsReadAsItsAuthorMeantIt() {
        var mail = Eml.readFile("nested.eml");
        assertThat(mail.sender()).isEqualTo(new Participant("ada@example.org", "Ada"));
        assertThat(mail.recipients())
                .containsExactly(
                        new Participant("robin@home.example", "Robin"),
                        new Participant("ines@acme.example", "Ferrer, Ines"),
                        new Participant("jo@partner.example", ""),
                        new Participant("lee@elsewhere.example", "Lee"));
        assertThat(mail.messageId()).isEqualTo("drawings@example.org");
        assertThat(mail.sentAt()).isEqualTo("2026-11-13T12:00:00Z");
        assertThat(mail.text()).isEqualTo("The drawings, and a photo.\n\n\nSent from the workshop.");
        assertThat(mail.html()).contains("cid:photo");
        assertThat(mail.attachments())
                .extracting(Attachment::name)
                .containsExactly("photo.png", "message/rfc822", "Entwürfe und Maße.pdf");
        assertThat(mail.automation().mustNotBeAnswered()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            From: Ada <ada@example.org>                        | ada@example.org   | Ada
            From: ada@example.org (Ada Lovelace)               | ada@example.org   | Ada Lovelace
            From: ADA@Example.ORG                              | ada@example.org   | ''
            From: "Lovelace, Ada" <ada@example.org>, b@c.de    | ada@example.org   | Lovelace, Ada
            From: =?utf-8?Q?Lovelace=2C_Ada?= <ada@example.org> | ada@example.org  | Lovelace, Ada
            From: "=?utf-8?Q?M=C3=BCller?=" <m@example.org>    | m@example.org     | Müller
            From: Müller <müller@exämple.org>                  | müller@exämple.org | Müller
            From: ada@example.org grace@example.org            | ada@example.org   | ''
            From: "ada lovelace"@example.org                   | "ada lovelace"@example.org | ''
            From: Ada <"Ada \\"L\\" @home"@example.org>         | "ada \\"l\\" @home"@example.org | Ada
            From: "ada"@example.org                            | ada@example.org   | ''
            From: team: Ada <ada@example.org>, b@c.de;         | ada@example.org   | Ada
            Sender: Grace <grace@example.org>                  | grace@example.org | Grace
            Return-Path: <bounces@example.org>                 | bounces@example.org | ''
            From: Ada without an address                       | ''                | Ada without an address
            From: =?utf-8?Q?Ada_Lovelace_<ada@example.org>?=   | ada@example.org   | Ada Lovelace
            From: =?utf-8?B?TcO8bGxlciA8bUBleGFtcGxlLm9yZz4=?= | m@example.org     | Müller
            From: =?utf-8?Q?=22Ada=22_=3Cada=40example.org=3E?= | ada@example.org  | Ada
            From: =?utf-8?Q?ada=40example.org?=                | ada@example.org   | ''
            From: =?utf-8?Q?Eve_=3Cada@example.org=3E?= <eve@example.net> | eve@example.net | Eve <ada@example.org>
            From: Ada <mailto:ada@example.org>                 | ada@example.org   | Ada
            From: mailto:ada@example.org                       | ada@example.org   | ''
            From: "Ada" <MAILTO:Ada@example.org?subject=Hi>    | ada@example.org   | Ada
            From: mailto:ada@example.org <mailto:ada@example.org> | ada@example.org | ''
            From: <>                                           | ''                | ''
            From: @                                            | ''                | ''
            Subject: nobody                                    | ''                | ''
            """)
    void theSenderIsTheFirstAuthorThereIs(String header, String email, String name) {
        var sender = Eml.read(header + "\n\nHello.").sender();
        assertThat(sender.email()).isEqualTo(email);
        if (!email.isEmpty()) {
            assertThat(sender.name()).isEqualTo(name);
        }
    }

    @Test
    void replyToHasAllItsAddressesUnlessItOnlyRepeatsTheSender() {
        assertThat(Eml.read("From: a@b.example\nReply-To: Desk <DESK@b.example>, a@b.example\n\n")
                        .addresses()
                        .replyTo())
                .containsExactly(new Participant("desk@b.example", "Desk"), new Participant("a@b.example", ""));
        assertThat(Eml.read("From: a@b.example\nReply-To: A@b.example\n\n")
                        .addresses()
                        .replyTo())
                .isEmpty();
        assertThat(Eml.read("From: a@b.example\n\n").addresses().replyTo()).isEmpty();
    }

    @Test
    void toAndCcAreToldApart() {
        var addresses = Eml.read("""
                From: a@b.example
                To: Robin <robin@home.example>, undisclosed
                Cc: ines@acme.example
                Cc: jo@partner.example
                Mail-Followup-To: talk@lists.example, Lee <lee@elsewhere.example>
                List-Post: <https://lists.example/post>, <mailto:Talk@lists.example?subject=hello>

                Hello.
                """).addresses();
        assertThat(addresses.to()).containsExactly(new Participant("robin@home.example", "Robin"));
        assertThat(addresses.cc())
                .containsExactly(new Participant("ines@acme.example", ""), new Participant("jo@partner.example", ""));
        assertThat(addresses.followupTo())
                .containsExactly(
                        new Participant("talk@lists.example", ""), new Participant("lee@elsewhere.example", "Lee"));
        assertThat(addresses.listPost()).isEqualTo("talk@lists.example");
    }

    @Test
    void aListThatTakesNoPostsHasNoAddressForThem() {
        assertThat(Eml.read("From: a@b.example\nList-Post: NO (moderated)\n\n")
                        .addresses()
                        .listPost())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fri, 13 Nov 2026 12:00:00 +0100    | 2026-11-13T11:00:00Z
            13 Nov 26 12:00 EST                | 2026-11-13T17:00:00Z
            Fri, 13 November 2026 12:00:00 GMT | 2026-11-13T12:00:00Z
            Fr., 13 Nov 2026 12:00:00 -0000 (irgendwo) | 2026-11-13T12:00:00Z
            Fri Nov 13 12:00:00 2026           | 2026-11-13T12:00:00Z
            Thu, 13 Nov 1997 09:55:06 -0600    | 1997-11-13T15:55:06Z
            Fri, 31 Dec 1999 23:59:60 +0000    | 1999-12-31T23:59:59Z
            2026-11-13T12:00:00Z               | 2026-11-13T12:00:00Z
            2026-11-13T12:00:00.123+01:00      | 2026-11-13T11:00:00Z
            2026-11-13 12:00:00 -0500          | 2026-11-13T17:00:00Z
            2026-11-13 12:00:00                | 2026-11-13T12:00:00Z
            2026-11-13T12:00+01                | 2026-11-13T11:00:00Z
            Fri, 2026-11-13 12:00:00 CET       | 2026-11-13T11:00:00Z
            2026-11-13                         | 2026-11-13T00:00:00Z
            """)
    void datesAreReadAsProgramsWriteThem(String date, Instant sentAt) {
        assertThat(Eml.read("From: a@b.example\nDate: " + date + "\n\n").sentAt())
                .isEqualTo(sentAt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Fri, 13 Nov 0001 12:00:00 +0000",
                "Fri, 13 Nov 99999 12:00:00 +0000",
                "Fri, 13 Nov 9999 12:00:00 +0000",
                "Wed, 31 Dec 1969 23:59:59 +0000",
                "Fri, 31 Feb 2026 12:00:00 +0000",
                "Fri, 13 Nov 2026 25:61:00 +0000",
                "Fri, 13 Nov 2026 12:00:00 +9999",
                "2026-13-01T12:00:00Z",
                "2026-02-30",
                "12026-11-13",
                "Mon, 23 Nov 2026 12:00:00 +0000"
            })
    void aMissingOrAbsurdDateIsReplaced(String date) {
        var header = "From: a@b.example\n" + (date.isEmpty() ? "" : "Date: " + date + "\n");
        var received = "Received: from x by y; Thu, 12 Nov 2026 10:00:00 +0000\n"
                + "Received: from w by x; Thu, 12 Nov 2026 09:59:00 +0000\nReceived: from v by w; never\n";
        assertThat(Eml.read(header + "\n").sentAt()).isEqualTo(Eml.NOW);
        assertThat(Eml.read(header + received + "\n").sentAt()).isEqualTo("2026-11-12T10:00:00Z");
    }

    @Test
    void aMissingMessageIdIsMadeFromTheBytesAndNotFromTheEndsOfLines() {
        var mail = "From: a@b.example\nSubject: x\n\nHello.\n";
        var made =
                MailReader.read(mail.getBytes(StandardCharsets.UTF_8), Eml.NOW).messageId();
        assertThat(made).matches("[0-9a-f]{64}@sha256\\.invalid");
        assertThat(Eml.read(mail).messageId()).isEqualTo(made);
        assertThat(Eml.read("From ada Mon Nov  2 09:00:00 2026\n" + mail + "\n").messageId())
                .isEqualTo(made);
        assertThat(Eml.read(mail.replace("Hello", "hello")).messageId()).isNotEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <a@b>              | a@b
            a@b                | a@b
            <a@b> (comment)    | a@b
            <a b @c>           | ab@c
            <a@b> <c@d>        | a@b
            """)
    void messageIdsLoseTheirBrackets(String field, String id) {
        assertThat(Eml.read("From: a@b.example\nMessage-ID: " + field + "\n\n").messageId())
                .isEqualTo(id);
    }

    @Test
    void anIdThatIsTooLongIsTheSameEverywhere() {
        var id = "<" + "x".repeat(300) + "@example.org>";
        var own = Eml.read("From: a@b.example\nMessage-ID: " + id + "\n\n").messageId();
        var answer = Eml.read("From: a@b.example\nReferences: <r@x> " + id + "\nIn-Reply-To: " + id + "\n\n");
        assertThat(own).hasSizeLessThanOrEqualTo(255);
        assertThat(answer.inReplyTo()).isEqualTo(own);
        assertThat(answer.references()).containsExactly("r@x", own);
    }

    @Test
    void ofManyReferencesTheFirstAndTheLastAreKept() {
        var ids = IntStream.range(0, 2000).mapToObj(i -> "<" + i + "@x>").collect(Collectors.joining("\n "));
        var references =
                Eml.read("From: a@b.example\nReferences: " + ids + "\n\n").references();
        assertThat(references).hasSize(256).startsWith("0@x", "1745@x").endsWith("1999@x");
    }

    @Test
    void anAddressInTheProseOfInReplyToTiesNothing() {
        var mail = Eml.read("From: a@b.example\n"
                + "In-Reply-To: Message from Ada <ada@example.org> of \"Fri, 13 Nov\" <13@example.org>\n\n");
        assertThat(mail.inReplyTo()).isEqualTo("13@example.org");
        assertThat(mail.references()).containsExactly("13@example.org");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            one@example.org                           | one@example.org
            one@example.org two@example.org           | one@example.org two@example.org
            <one@example.org> two@example.org,3@x     | one@example.org two@example.org 3@x
            <one@example.org> and two@example.org     | one@example.org
            <one@example.org> <two@example.org        | one@example.org two@example.org
            =?utf-8?q?=3Cone=40example=2Eorg=3E?=     | one@example.org
            =?utf-8?q?=3Cone=40exa?= =?utf-8?q?mple=2Eorg=3E_=3C2=40x=3E?= | one@example.org 2@x
            b@c.example one@example.org               | one@example.org
            see one@example.org                       | ''
            """)
    void referencesAreReadWithoutBracketsAndInEncodedWords(String field, String ids) {
        var mail = Eml.read("From: a@b.example\nTo: B@c.example\nReferences: " + field + "\n\n");
        assertThat(String.join(" ", mail.references())).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one@example.org", "=?utf-8?q?=3Cone=40example=2Eorg=3E?=", "<one@example.org"})
    void theAnsweredMessageIsKnownWithoutBracketsAsWell(String field) {
        var mail = Eml.read("From: a@b.example\nIn-Reply-To: " + field + "\n\n");
        assertThat(mail.inReplyTo()).isEqualTo("one@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.example", "c@d.example", "Your message to <c@d.example>"})
    void anAddressOfTheMailIsNoMessageId(String field) {
        var mail = Eml.read("From: a@b.example\nTo: c@d.example\nIn-Reply-To: " + field + "\n\n");
        assertThat(mail.references()).isEmpty();
    }

    @Test
    void anEncodedMessageIdIsTheOneThatAnswersReferTo() {
        assertThat(Eml.read("From: a@b.example\nMessage-ID: =?utf-8?q?=3Cone=40example=2Eorg=3E?=\n\n")
                        .messageId())
                .isEqualTo("one@example.org");
    }

    @Test
    void aLongSubjectIsCutBetweenCharacters() {
        var subject = Eml.read("Subject: " + "x".repeat(511) + "😀 and on\n\n").subject();
        assertThat(subject).isEqualTo("x".repeat(511));
    }

    @Test
    void aSubjectIsOneLine() {
        assertThat(Eml.read("Subject: =?utf-8?Q?two=0Alines?=\n folded\n\n").subject())
                .isEqualTo("two lines folded");
    }

    @Test
    void longNamesAndAddressesFitTheirColumns() {
        var sender = Eml.read("From: " + "n".repeat(400) + " <" + "a".repeat(400) + "@example.org>\n\n")
                .sender();
        assertThat(sender.name()).hasSizeLessThanOrEqualTo(255);
        assertThat(sender.email()).hasSizeLessThanOrEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | The message is empty.
            Hello, this is only text.   | This is not a mail message: it has none of the header fields of one, such as From, Date or Subject.
            Dear all: nothing here      | This is not a mail message: it has none of the header fields of one, such as From, Date or Subject.
            """)
    void whatIsNoMailIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> Eml.read(text))
                .isInstanceOf(UnreadableMail.class)
                .hasMessage(reason);
    }
}
