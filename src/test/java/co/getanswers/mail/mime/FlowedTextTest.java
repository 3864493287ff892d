package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowedTextTest {
    @Test
    void brokenLinesAreJoined() {
        assertThat(text("format=flowed", "Please send \nthe drawings \nby Friday.\n\nThanks\nAnna"))
                .isEqualTo("Please send the drawings by Friday.\n\nThanks\nAnna");
    }

    @Test
    void theSpaceAtTheBreakIsDroppedOnlyWhereTheFieldSaysSo() {
        assertThat(text("Format=Flowed; DelSp=Yes", "Bitte über \nweisen  \nSie."))
                .isEqualTo("Bitte überweisen Sie.");
        assertThat(text("format=fixed; delsp=yes", "Bitte über \nweisen")).isEqualTo("Bitte über \nweisen");
    }

    @Test
    void quotationsAreJoinedByTheirDepth() {
        assertThat(text("format=flowed", "> When \n> can you \n>> Where \n>> is it?\n> come? \nOn Monday."))
                .isEqualTo("> When can you \n>> Where is it?\n> come? \nOn Monday.");
    }

    @Test
    void stuffedSpacesAreRemovedAndASignatureStandsAlone() {
        assertThat(text("format=flowed", " From here\n  indented\nBye \n-- \nAnna \nBerg"))
                .isEqualTo("From here\n indented\nBye \n-- \nAnna Berg");
    }

    @Test
    void textThatLooksLikeAQuotationIsNoQuotation() {
        assertThat(text("format=flowed", " >5 pieces")).isEqualTo(">5 pieces");
        assertThat(text("format=flowed", "We need\n >5 pieces")).isEqualTo("We need\n >5 pieces");
    }

    private static String text(String parameters, String body) {
        return Eml.read("Subject: x\nContent-Type: text/plain; charset=utf-8; " + parameters + "\n\n" + body)
                .text();
    }
}
