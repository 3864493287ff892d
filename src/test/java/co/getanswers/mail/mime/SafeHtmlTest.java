package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {
    private static final String PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <p align="center">Hello <b>you</b></p>                  | <p align="center">Hello <b>you</b></p>
            <table border="1"><tr><td colspan="2">1</td></tr></table> | <table border="1"><tbody><tr><td colspan="2">1</td></tr></tbody></table>
            <p onclick="go()">Hello</p>                             | <p>Hello</p>
            <script>go()</script>Hello                              | Hello
            <style>p { color: red }</style>Hello                    | Hello
            <p style="color: red" class="x" id="y">Hello</p>        | <p>Hello</p>
            <form action="/x"><input name="a">Hello</form>          | Hello
            <iframe src="https://acme.example/"></iframe>Hello      | Hello
            <object data="x"><embed src="y"></object>Hello          | Hello
            <svg><circle r="1"></circle></svg>Hello                 | Hello
            <base href="https://acme.example/"><a href="x">Hi</a>   | <a href="https://acme.example/x" rel="noopener noreferrer nofollow" target="_blank">Hi</a>
            <link rel="stylesheet" href="https://acme.example/a.css">Hello | Hello
            <td background="https://acme.example/a.png">Hello</td>  | Hello
            """)
    void onlyListedElementsAndAttributesStay(String html, String safe) {
        assertThat(body(html)).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.example/?a=1, true",
        "http://acme.example/, true",
        "mailto:dana@acme.example, true",
        "tel:+4912345, true",
        "javascript:go(), false",
        "'data:text/plain,Hello', false",
        "file:///etc/hosts, false",
        "//acme.example/, false",
        "/settings, false"
    })
    void aLinkLeadsToThePublicAndTellsItNothing(String target, boolean kept) {
        assertThat(body("<a href=\"" + target + "\" target=_top rel=opener>x</a>"))
                .isEqualTo("<a " + (kept ? "href=\"" + target + "\" " : "")
                        + "rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example/a.png",
                "//acme.example/a.png",
                "a.png",
                "data:image/svg+xml,%3Csvg%2F%3E",
                "cid:other@acme.example"
            })
    void anImageFromElsewhereIsItsAlternativeText(String source) {
        assertThat(body("<p><img src=\"" + source + "\" alt=\"our logo\">Hello</p>"))
                .isEqualTo("<p>[our logo]Hello</p>");
        assertThat(body("<p><img src=\"" + source + "\">Hello</p>")).isEqualTo("<p>Hello</p>");
    }

    @Test
    void anImageOfTheMessageIsInTheDocument() {
        var html = "<img src=\"cid:logo@acme.example\" alt=\"logo\" srcset=\"https://acme.example/2x.png 2x\">";

        assertThat(SafeHtml.of(html).contentIds()).containsExactly("logo@acme.example");
        assertThat(body(html)).isEqualTo("<img src=\"" + PIXEL + "\" alt=\"logo\">");
        assertThat(body("<img src=\"" + PIXEL + "\">")).isEqualTo("<img src=\"" + PIXEL + "\">");
    }

    @Test
    void thePolicyIsInTheDocument() {
        assertThat(SafeHtml.of("Hello").render(id -> null))
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:;");
    }

    @Test
    void tooMuchIsCutAndTheEndSaysSo() {
        assertThat(body("<p>Hello</p>\n".repeat(60_000)))
                .hasSizeLessThan(600_000)
                .endsWith("<p>[…]</p>");
    }

    /** The body of the document, where the one image of the message is the pixel. */
    private static String body(String html) {
        var document = SafeHtml.of(html).render(id -> id.equals("logo@acme.example") ? PIXEL : null);
        return document.substring(document.indexOf("<body>") + 6, document.indexOf("</body>"));
    }
}
