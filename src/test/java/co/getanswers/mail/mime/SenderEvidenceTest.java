package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.SenderEvidence.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderEvidenceTest {
    private static final TrustedServers TRUSTED = TrustedServers.of(List.of("mx.northwind.example"), List.of());
    private static final String BORDER =
            "Received: from mail.lakeside.example by mx.northwind.example with ESMTPS; Tue, 24 Nov 2026 10:00:00 +0000\n";
    private static final String OTHER =
            "Received: from home.lakeside.example by mail.lakeside.example; Tue, 24 Nov 2026 09:59:00 +0000\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dmarc=pass header.from=lakeside.example                              | PASSED",
                "dmarc=pass (p=reject dis=none) header.from=lakeside.example          | PASSED",
                "dmarc=pass header.from=other.example                                 | UNKNOWN",
                "dmarc=fail header.from=lakeside.example; dkim=pass header.d=lakeside.example | FAILED",
                "dmarc=none; dkim=pass header.d=news.lakeside.example                 | PASSED",
                "dkim=pass header.i=@lakeside.example header.s=a                      | PASSED",
                "dkim=pass header.d=mailer.example                                    | UNKNOWN",
                "dkim=fail header.d=x.example; dkim=pass header.d=lakeside.example    | PASSED",
                "spf=pass smtp.mailfrom=bounce@lakeside.example                       | PASSED",
                "spf=pass smtp.mailfrom=mailer.example; dkim=none                     | UNKNOWN",
                "spf=fail smtp.mailfrom=lakeside.example; dkim=fail                   | FAILED",
                "spf=softfail; dkim=permerror                                         | FAILED",
                "spf=fail; dkim=none                                                  | UNKNOWN",
                "spf=temperror; dkim=temperror                                        | UNKNOWN",
                "dmarc=fail reason=\"a; dmarc=pass\"                                  | FAILED",
                "(dmarc=pass) none                                                    | UNKNOWN",
                "none                                                                 | UNKNOWN"
            })
    void theResultsOfATrustedServerDecide(String results, Verdict verdict) {
        assertThat(verdict("Authentication-Results: mx.northwind.example 1; " + results + "\n" + BORDER))
                .isEqualTo(verdict);
    }

    @Test
    void anotherServersResultsCountNothing() {
        assertThat(verdict("Authentication-Results: mx.other.example; dmarc=pass\n"))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("Authentication-Results: dmarc=pass header.from=lakeside.example\n"))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatStandsBelowAnothersServerCountsNothing() {
        assertThat(verdict(OTHER + pass())).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(BORDER + OTHER + pass())).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(BORDER + pass() + OTHER)).isEqualTo(Verdict.PASSED);
    }

    @Test
    void theMessagesOwnFieldBelowTheServersDoesNotHelpIt() {
        var genuine = "Authentication-Results: mx.northwind.example; spf=softfail\n";

        assertThat(verdict(BORDER + genuine + pass())).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(genuine + BORDER + pass())).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("Authentication-Results: mx.northwind.example; dmarc=fail\n" + BORDER + pass()))
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void severalFieldsOfOneServerCountTogether() {
        var spf = "Authentication-Results: mx.northwind.example; spf=fail\n";

        assertThat(verdict(spf + pass() + BORDER)).isEqualTo(Verdict.PASSED);
        assertThat(verdict(spf + "Authentication-Results: mx.northwind.example; dkim=fail\n" + BORDER))
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "lists.example, pass, pass, PASSED",
        "lists.example, pass, fail, FAILED",
        "lists.example, fail, pass, FAILED",
        "other.example, pass, pass, FAILED"
    })
    void aTrustedForwardersSealCountsWhereItIsIntact(String sealer, String arc, String chain, Verdict verdict) {
        var header = "Authentication-Results: mx.northwind.example; dmarc=fail; arc=" + arc + "\n" + BORDER
                + "ARC-Seal: i=1; a=rsa-sha256; cv=" + chain + "; d=lists.example; s=a; b=x\n"
                + "ARC-Authentication-Results: i=1; " + sealer + "; dmarc=pass header.from=lakeside.example\n";

        assertThat(verdict(header, TrustedServers.of(List.of("mx.northwind.example", "lists.example"), List.of())))
                .isEqualTo(verdict);
    }

    @Test
    void serversMayBeNamedAfterAnotherDomain() {
        var received = "Received: from a.example by in7.northwind-mail.example; Tue, 24 Nov 2026 10:00:00 +0000\n";
        var named = TrustedServers.of(List.of("mx.northwind.example"), List.of("northwind-mail.example"));

        assertThat(verdict(received + pass(), named)).isEqualTo(Verdict.PASSED);
        assertThat(verdict(received + pass())).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void withoutATrustedServerNothingIsKnown() {
        assertThat(verdict(pass(), TrustedServers.NONE)).isEqualTo(Verdict.UNKNOWN);
    }

    private static String pass() {
        return "Authentication-Results: mx.northwind.example; dmarc=pass header.from=lakeside.example\n";
    }

    private static Verdict verdict(String header) {
        return verdict(header, TRUSTED);
    }

    private static Verdict verdict(String header, TrustedServers trusted) {
        var mail = header + "From: Anna <anna@lakeside.example>\nSubject: Hello\n\nHello";
        return MailReader.read(Eml.bytes(mail, StandardCharsets.UTF_8), Eml.NOW, false, trusted)
                .evidence()
                .verdict();
    }
}
