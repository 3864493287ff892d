package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.ParsedMail.Automation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomationDetectorTest {
    @ParameterizedTest
    @CsvSource({
        "noreply@site.example, carla@client.example, false",
        "noreply@site.example, desk@site.example, true",
        "noreply@site.example, noreply@client.example, true",
        "ann@site.example, no-reply@site.example, true",
        "ann@site.example, carla@client.example, false"
    })
    void aFormThatNamesItsVisitorTakesReplies(String from, String replyTo, boolean noReply) {
        assertThat(Eml.read("From: " + from + "\nReply-To: " + replyTo + "\n\n")
                        .automation()
                        .noReply())
                .isEqualTo(noReply);
    }

    @ParameterizedTest
    @CsvSource({
        "no-reply.eml,      true,  false, false, false, false",
        "list.eml,          false, true,  false, false, false",
        "newsletter.eml,    false, false, true,  false, false",
        "out-of-office.eml, false, false, false, true,  false",
        "bounce.eml,        false, false, false, true,  true",
        "nested.eml,        false, false, false, false, false",
        "lying-link.eml,    false, false, false, false, false",
    })
    void eachKindIsRecognised(
            String file, boolean noReply, boolean list, boolean bulk, boolean autoSubmitted, boolean bounce) {
        var found = Eml.readFile(file).automation();

        assertThat(found)
                .isEqualTo(new Automation(
                        noReply, list, bulk, autoSubmitted, bounce, found.suppressed(), found.listDomain()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noreply@x.example",
                "no-reply@x.example",
                "no.reply@x.example",
                "NO_REPLY+17@x.example",
                "noreply-dmarc@x.example",
                "do-not-reply@x.example",
                "DoNotReply@x.example",
                "shop.noreply@x.example",
                "nicht-antworten@x.example",
                "ne-pas-repondre@x.example"
            })
    void addressesSayThatNobodyReads(String address) {
        assertThat(Eml.read("From: " + address + "\n\n").automation().noReply()).isTrue();
        assertThat(Eml.read("From: a@x.example\nReply-To: " + address + "\n\n")
                        .automation()
                        .noReply())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"reply@x.example", "nora.reply@x.example", "ada@noreply.example", "casino-replay@x.example"})
    void addressesThatOnlyLookAlikeSayNothing(String address) {
        assertThat(Eml.read("From: " + address + "\n\n").automation().noReply()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated",
                "Auto-Submitted: auto-replied; owner-email=\"a@b\"",
                "X-Autoreply: yes",
                "Precedence: auto_reply",
                "X-Autoreply-From: a@x.example",
                "Delivered-To: Autoresponder",
                "X-POST-MessageClass: 9; Autoresponder",
                "X-Mailer: vacation 1.2"
            })
    void machinesSayThatTheyWrote(String field) {
        assertThat(Eml.read("From: a@x.example\n" + field + "\n\n").automation().autoSubmitted())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Auto-Response-Suppress: All",
                "X-Auto-Response-Suppress: DR, OOF, AutoReply",
                "X-Loop: help@x.example",
                "Feedback-ID: 17:campaign:x"
            })
    void askingForNoAutomaticAnswerIsNoSignOfAMachine(String field) {
        var found = Eml.read("From: a@x.example\n" + field + "\n\n").automation();

        assertThat(found.mustNotBeAnswered()).isFalse();
        assertThat(found.suppressed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "List-Id: Help <help.northwind.example>,             help.northwind.example",
        "List-ID: <News.Northwind.Example>,                  news.northwind.example",
        "List-Id: help.northwind.example,                    help.northwind.example",
        "List-Post: <mailto:help@northwind.example?subject=x>, northwind.example",
        "List-Post: NO,                                      ''",
        "Precedence: list,                                   ''"
    })
    void aListTellsItsDomain(String field, String domain) {
        var found = Eml.read("From: a@x.example\n" + field + "\n\n").automation();

        assertThat(found.mailingList()).isTrue();
        assertThat(found.listDomain()).isEqualTo(domain);
    }

    @Test
    void anAddressThatIsCalledLikeAProgramIsNone() {
        assertThat(Eml.read("From: a@x.example\nDelivered-To: vacation@home.example\n\n")
                        .automation()
                        .mustNotBeAnswered())
                .isFalse();
    }

    @Test
    void aPersonIsNoMachine() {
        assertThat(Eml.read("From: a@x.example\nAuto-Submitted: no (a person)\nPrecedence: normal\n\n")
                        .automation()
                        .mustNotBeAnswered())
                .isFalse();
    }

    @Test
    void aNullReturnPathIsABounce() {
        assertThat(Eml.read("Return-Path: <>\nFrom: a@x.example\n\n")
                        .automation()
                        .bounce())
                .isTrue();
        assertThat(Eml.read("From: MAILER-DAEMON@x.example\n\n").automation().bounce())
                .isTrue();
    }
}
