package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.ParsedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {
    @Test
    void mailThatIsOnlyHtmlGetsAReadableText() {
        assertThat(Eml.readFile("html-only.eml").text()).isEqualTo("""
                Thank you, Robin!

                Your cabin is booked from 21 to 28 December.
                Bring:

                - warm socks
                - a torch

                Price 812,00 €
                Due 1 December

                Everything else is on your page <https://nordlicht.example/b/2207>, or at nordlicht.example/help.

                > The cabin at the lake, please.

                Nordlicht""");
    }

    @Test
    void theHtmlIsKeptAsItCame() {
        assertThat(Eml.readFile("html-only.eml").html())
                .startsWith("<!DOCTYPE html>")
                .contains("<script>alert");
    }

    @Test
    void linksAreGivenWithWhatTheySayAndWhereTheyLead() {
        assertThat(Eml.readFile("lying-link.eml").links())
                .containsExactly(
                        new ParsedMail.Link("https://www.bank.example/login", "http://203.0.113.7/login.php?u=1"),
                        new ParsedMail.Link("Write to us", "mailto:security@bank-alerts.example"),
                        new ParsedMail.Link("Go", "https://bank-alerts.example/"));
    }

    @Test
    void whatIsTooLongToBeRenderedEndsInAMark() {
        assertThat(HtmlText.render("<p>Hello.</p>".repeat(100_000), HtmlText.MAX_SOURCE)
                        .text())
                .endsWith("Hello.\n\n[…]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <p>a</p><p>b</p>                        | a\\n\\nb
            a<br>b<br><br><br><br>c                 | a\\nb\\n\\nc
            <div>a</div><div>b</div>                | a\\nb
            <div><div><div>a</div></div></div>b     | a\\nb
            <ul><li>a<li>b</ul>                     | - a\\n- b
            <pre>a  b\\n  c</pre>                   | a  b\\n  c
            <h1>a</h1>b                             | a\\n\\nb
            a<script>b</script><style>c</style>d    | ad
            a <!-- b --> c                          | a c
            <p hidden>a</p><p style='DISPLAY: none'>b</p>c | c
            <blockquote>a<br>b<blockquote>c</blockquote></blockquote>d | > a\\n> b\\n\\n> > c\\n\\nd
            <a href='https://x.example/'>https://x.example</a> | https://x.example
            <a href='javascript:alert(1)'>a</a>     | a
            <a href='#b'>a</a>                      | a
            a &lt;b&gt; &amp; c                     | a <b> & c
            <b>unclosed <i>a                        | unclosed a
            """)
    void whatAReaderSeesIsWritten(String html, String text) {
        var rendering = HtmlText.render(html.replace("\\n", "\n"), 1000);
        assertThat(rendering.text()).isEqualTo(text.replace("\\n", "\n"));
    }
}
