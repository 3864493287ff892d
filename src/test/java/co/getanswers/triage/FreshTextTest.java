package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, 2 Nov 2026 at 09:00, Nora Lund <nora@harbour.example> wrote:",
                "On Mon, Nov 2, 2026 at 9:00 AM Nora Lund <nora@harbour.example>\nwrote:",
                "On Mon, Nov 2, 2026 at 9:00 AM\nNora Lund <\nnora@harbour.example> wrote:",
                "On 2 Nov 2026, at 09:00, Nora Lund wrote:",
                "Am 02.11.2026 um 09:00 schrieb Nora Lund:",
                "Am Mo., 2. Nov. 2026 um 09:00 Uhr schrieb Nora Lund <\nnora@harbour.example>:",
                "Am 2. November 2026 09:00:00 MEZ schrieb Nora Lund <nora@harbour.example>:",
                "Am Montag, 2. November 2026 um 09:00:00 MEZ hat Nora Lund <n@harbour.example> Folgendes geschrieben:",
                "Le lun. 2 nov. 2026 à 09:00, Nora Lund <nora@harbour.example> a écrit :",
                "El lun, 2 nov 2026 a las 9:00, Nora Lund (<nora@harbour.example>) escribió:",
                "Il giorno lun 2 nov 2026 alle ore 09:00 Nora Lund <nora@harbour.example> ha scritto:",
                "Em seg., 2 de nov. de 2026 às 09:00, Nora Lund <nora@harbour.example> escreveu:",
                "Op ma 2 nov 2026 om 09:00 schreef Nora Lund <nora@harbour.example>:",
                "Den man. 2. nov. 2026 kl. 09.00 skrev Nora Lund <nora@harbour.example>:",
                "Den 02.11.2026 kl. 09:00 skrev Nora Lund:",
                "Den mån 2 nov. 2026 kl 09:00 skrev Nora Lund <nora@harbour.example>:",
                "man. 2. nov. 2026 kl. 09:00 skrev Nora Lund <nora@harbour.example>:",
                "W dniu 02.11.2026 o 09:00, Nora Lund pisze:",
                "pon., 2 lis 2026 o 09:00 Nora Lund <nora@harbour.example> napisał(a):",
                "Dne po 2. 11. 2026 9:00 uživatel Nora Lund <nora@harbour.example> napsal:",
                "пн, 2 нояб. 2026 г. в 09:00, Nora Lund <nora@harbour.example>:",
                "2026年11月2日(月) 9:00 Nora Lund <nora@harbour.example>:",
                "Nora Lund <nora@harbour.example> 于2026年11月2日周一 09:00写道：",
                "-----Original Message-----\nFrom: Nora Lund <nora@harbour.example>",
                "-----Ursprüngliche Nachricht-----\nVon: Nora Lund",
                "-------- Oprindelig meddelelse --------\nFra: Nora Lund",
                "-------- Original message --------\nFrom: Nora Lund <nora@harbour.example>",
                "---------- Forwarded message ---------\nFrom: Nora Lund <nora@harbour.example>",
                "________________________________\nFrom: Nora Lund <nora@harbour.example>\nSent: Monday, 2 November 2026 09:00\n"
                        + "To: Jon Vik <jon@quay.example>\nSubject: Paint\n",
                "From: Nora Lund <nora@harbour.example>\nSent: Monday, 2 November 2026 09:00\nTo: Jon Vik\nSubject: Paint\n",
                "*From:* Nora Lund <nora@harbour.example>\n*Sent:* Monday\n*To:* Jon Vik\n*Subject:* Paint\n",
                "Von: Nora Lund\nGesendet: Montag, 2. November 2026 09:00\nAn: Jon Vik\nBetreff: Farbe\n",
                "Gesendet: Montag, 02. November 2026 um 09:00 Uhr\nVon: \"Nora Lund\" <n@harbour.example>\nAn: j@quay.example\n"
                        + "Betreff: Farbe\n",
                "Fra: Nora Lund <nora@harbour.example>\nSendt: 2. november 2026 09:00\nTil: Jon Vik\nEmne: Maling\n",
                "Od: Nora Lund <nora@harbour.example>\nWysłano: poniedziałek, 2 listopada 2026\nDo: Jon Vik\nTemat: Farba\n",
                "De : Nora Lund\nEnvoyé : lundi 2 novembre 2026 09:00\nÀ : Jon Vik\nObjet : Peinture\n",
                "Begin forwarded message:\n\nFrom: Nora Lund <nora@harbour.example>",
                "发件人: Nora Lund <nora@harbour.example>\n发送时间: 2026年11月2日\n收件人: Jon Vik\n主题: 油漆\n",
                "-- ",
            })
    void theTextEndsWhereAMailProgramBeginsToQuote(String introduction) {
        assertThat(FreshText.of("Thanks!\n\n" + introduction + "\nPlease cancel the order.\n"))
                .isEqualToIgnoringWhitespace("Thanks!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- One more thing ---",
                "---- Important ----",
                "=== Next steps ===",
                "________________________________",
                "--------------------------------",
                "*** Original idea ***",
                "--- Original message ---",
                "This is the list that I wrote:",
                "As agreed on 2 November 2026, here is what Tom wrote:",
                "On 2 November 2026 we wrote to the city. Please answer:",
                "Please write to Nora Lund <nora@harbour.example> by 17:00:",
                "From: Bergen\nTo: Oslo\nDate: 2 November 2026",
                "From: Monday\nTo: Friday",
                "To: do",
                "Subject: the roof",
                "Sent from my warehouse, twenty doors.",
                "--",
            })
    void nothingThatTheWriterWroteEndsIt(String line) {
        var text = "Thanks!\n\n" + line + "\nCould you bring the keys?\n";
        assertThat(FreshText.of(text)).isEqualTo(text);
    }

    @Test
    void anAnswerBetweenAndBelowMarkedLinesIsFresh() {
        assertThat(FreshText.of("""
                On Mon, 2 Nov 2026 at 09:00, Nora Lund wrote:
                > Shall I come?
                Yes.
                > And when?

                On Tuesday.
                """)).isEqualToIgnoringWhitespace("Yes. On Tuesday.");
    }

    @Test
    void anUnmarkedQuotationEndsTheTextAlsoIfItHoldsMarkedLines() {
        assertThat(FreshText.of("""
                Thanks!

                Am 02.11.2026 um 09:00 schrieb Nora Lund:
                Bitte stornieren.
                > Wann?
                """)).isEqualToIgnoringWhitespace("Thanks!");
    }

    @Test
    void aForwardedMessageWithoutAWordOfTheSenderIsTheText() {
        assertThat(FreshText.of("""
                ---------- Forwarded message ---------
                From: Nora Lund <nora@harbour.example>
                Date: Mon, 2 Nov 2026
                Subject: Paint
                To: Jon Vik

                Can you come?
                """)).contains("Can you come?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sent from my iPhone",
                "Sent from my Samsung Galaxy S23",
                "Get Outlook for Android<https://aka.example/abc>",
                "Get [Outlook for iOS](https://aka.example/abc)",
                "Sent from Yahoo Mail on Android",
                "Von meinem iPhone gesendet",
                "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
                "Envoyé de mon iPhone",
                "Enviado desde mi iPhone",
                "Inviato da iPhone",
                "Verstuurd vanaf mijn iPhone",
                "Sendt fra min iPhone",
                "Wysłano z iPhone",
            })
    void theLineOfADeviceIsNoText(String line) {
        assertThat(FreshText.of("Thanks!\n\n" + line + "\n")).isEqualToIgnoringWhitespace("Thanks!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sent from my phone please cancel the order",
                "Von meinem Mail an Sie: bitte stornieren",
                "Sent from my heart",
            })
    void aLineThatOnlyBeginsLikeADevicesIsText(String line) {
        assertThat(FreshText.of("Thanks!\n" + line + "\n")).contains(line);
    }

    @Test
    void theFooterOfAListIsNoText() {
        assertThat(FreshText.of("""
                Thanks!
                _______________________________________________
                boats mailing list
                boats@lists.harbour.example
                https://lists.harbour.example/listinfo/boats
                """)).isEqualToIgnoringWhitespace("Thanks!");
    }
}
