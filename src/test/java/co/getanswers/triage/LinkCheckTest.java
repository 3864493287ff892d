package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.ParsedMail.Link;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www.bank.example              | https://evil.test/",
                "https://bank.example/login    | http://bank.example.evil.test/login",
                "Bank.Example                  | https://evil.test/",
                "see https://bank.example now  | https://evil.test",
                "bank.co.uk                    | https://evil.co.uk",
                "good.github.io                | https://evil.github.io/",
                "click here                    | http://203.0.113.7/x",
                "click here                    | http://0xcb007107/",
                "click here                    | http://3405803783/",
                "click here                    | https://[2001:db8::1]/",
                "click here                    | https://bank.example@evil.test/",
                "click here                    | https:\\\\bank.example@evil.test/",
                "click here                    | javascript:alert(1)",
                "click here                    | data:text/html;base64,AAAA",
                "müller.example                | https://xn--mller-evil.example2.test/"
            })
    void aLinkThatLiesIsTold(String text, String target) {
        assertThat(deception("From: Anna <anna@lakeside.example>", text, target))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www.bank.example       | https://login.bank.example/x?y=z",
                "bank.co.uk             | https://www.bank.co.uk:443/",
                "bank.example           | //bank.example/",
                "click here             | https://track.mailer.example/r/1",
                "readme.md              | https://code.example/readme.md",
                "Node.js                | https://nodejs.example/",
                "anna@lakeside.example  | mailto:anna@lakeside.example",
                "+49 30 1234            | tel:+49301234",
                "top                    | #top",
                "page                   | /page",
                "müller.example         | https://xn--mller-kva.example/"
            })
    void anHonestLinkIsNot(String text, String target) {
        assertThat(deception("From: Anna <anna@lakeside.example>", text, target))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From: News <news@shop.example>#Automated: bulk                    | partner.example | https://click.shop.example/r | true",
                "From: Anna <anna@shop.example>#Received: 2                        | partner.example | https://click.shop.example/r | true",
                "From: Anna <anna@shop.example>                                    | shop.example    | https://click.mailer.example | true",
                "From: Anna <anna@shop.example>#Evidence: unknown                  | shop.example    | https://click.mailer.example | false",
                "From: Anna <anna@shop.example>                                    | partner.example | https://click.shop.example/r | false",
                "From: Anna <anna@shop.example>#Received: 2#Evidence: failed       | partner.example | https://click.shop.example/r | false",
                "From: News <news@shop.example>#Automated: bulk                    | partner.example | https://click.mailer.example | false"
            })
    void aLinkByWhichItsSenderCountsClicksIsHonest(String fields, String text, String target, boolean honest) {
        assertThat(deception(fields.replace('#', '\n'), text, target).isEmpty()).isEqualTo(honest);
    }

    private static Optional<String> deception(String fields, String text, String target) {
        return LinkCheck.findDeception(MailFixture.read(fields + "\nLink: " + text + " -> " + target));
    }

    @ParameterizedTest
    @CsvSource({
        "https://xn--pypal-4ve.example/, true",
        "https://раураl.example/, true",
        "https://paypal.example/, false"
    })
    void namesInPunycodeAreTold(String target, boolean told) {
        assertThat(LinkCheck.findPunycodeHost(List.of(new Link("x", target))).isPresent())
                .isEqualTo(told);
    }
}
