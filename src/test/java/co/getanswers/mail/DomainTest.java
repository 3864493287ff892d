package co.getanswers.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
    @ParameterizedTest
    @CsvSource({
        "ada@example.org, example.org",
        "ADA@Mail.Example.ORG, mail.example.org",
        "'\"a@b\"@example.org', example.org",
        "ada@müller.example, müller.example",
        "ada@[203.0.113.7], [203.0.113.7]",
        "ada, ''",
        "ada@, ''",
        "'', ''"
    })
    void theDomainFollowsTheLastAt(String address, String domain) {
        assertThat(Domain.of(address)).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "example.co.uk, mail.example.co.uk",
        "example.org, EXAMPLE.org.",
        "a.example.test, b.example.test",
        "good.github.io, www.good.github.io",
        "müller.example, www.xn--mller-kva.example",
        "食狮.公司.cn, www.xn--85x722f.xn--55qx5d.cn",
        "203.0.113.7, 203.0.113.7",
        "localhost, localhost",
        "co.uk, co.uk"
    })
    void partsOfOneRegisteredDomainHaveOneOwner(String one, String other) {
        assertThat(Domain.haveSameOwner(one, other)).isTrue();
        assertThat(Domain.haveSameOwner(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "good.github.io, evil.github.io",
        "github.io, evil.github.io",
        "good.s3.amazonaws.com, evil.s3.amazonaws.com",
        "good.co.uk, evil.co.uk",
        "good.com.br, evil.com.br",
        "city.kawasaki.jp, evil.kawasaki.jp",
        "bank.example, bank.example.evil.test",
        "good.公司.cn, evil.公司.cn",
        "203.0.113.7, 198.51.100.7",
        "[2001:db8::1], [2001:db8::2]",
        "localhost, example",
        "'', ''",
        "'', example.org"
    })
    void otherDomainsHaveOtherOwners(String one, String other) {
        assertThat(Domain.haveSameOwner(one, other)).isFalse();
        assertThat(Domain.haveSameOwner(other, one)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "..", "a..b", "-", "-a.example", "xn--", "xn--a.example", "xn--\u00fc.example",
                        "a_b.example.org",
                "\ud800.example", "\u200b", "\u3002", "[", "[::1]", "1.2.3", "0x7f000001", "a b.example", "@",
                        "%00.example"
            })
    void nothingThatStandsForADomainFails(String domain) {
        for (var hostile :
                new String[] {domain, domain + ".example", "x".repeat(70) + "." + domain, "a.".repeat(200)}) {
            assertThatCode(() -> Domain.registrable(hostile)).doesNotThrowAnyException();
            assertThatCode(() -> Domain.of("a@" + hostile)).doesNotThrowAnyException();
        }
    }
}
