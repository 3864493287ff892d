package co.getanswers.mail.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimSignaturesTest {
    private static final SigningDomain DOMAIN = SigningDomain.create("lakeside.example", 2048);
    private static final SigningDomain LIST = SigningDomain.create("lists.example", 2048);

    private static final String MAIL = """
            From: Anna <anna@lakeside.example>
            To: tom@northwind.example
            Subject: Drawings
            Message-ID: <1@lakeside.example>

            Here they  are.

            Anna
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=rsa-sha256; c=relaxed/relaxed; h=from:to:subject;",
                "a=rsa-sha256; c=simple/simple; h=from:subject;",
                "a=rsa-sha256; h=From : Subject;",
                "a=rsa-sha256; c=relaxed; i=@mail.lakeside.example; h=from:subject:from;",
                "a=rsa-sha256; x=4102444800; t=1767225600; h=from:subject;"
            })
    void aSignatureOfTheSendersDomainVouches(String tags) {
        assertThat(vouches(DOMAIN.sign(MAIL, tags))).isTrue();
    }

    @Test
    void aSignatureVouchesForTheWholeOrganisation() {
        var department = new SigningDomain("mail.lakeside.example", DOMAIN.keys());
        assertThat(vouches(department.sign(MAIL), Map.of(department.keyName(), List.of(department.keyRecord()))))
                .isTrue();
    }

    @Test
    void linesMayEndAsInAMailbox() {
        assertThat(vouches(DOMAIN.sign(MAIL).replace("\r\n", "\n"))).isTrue();
    }

    @Test
    void bytesBeyondAsciiAreSignedAsTheyAre() {
        assertThat(vouches(DOMAIN.sign(MAIL.replace("are", "\u00e4re")))).isTrue();
    }

    @Test
    void aListsSignatureDoesNotSpoilTheSenders() {
        assertThat(vouches(LIST.sign(DOMAIN.sign(MAIL).replace("\r\n", "\n")))).isTrue();
        assertThat(vouches("DKIM-Signature: nonsense\r\n" + DOMAIN.sign(MAIL))).isTrue();
    }

    @Test
    void anothersSignatureDoesNotVouch() {
        assertThat(vouches(LIST.sign(MAIL), Map.of(LIST.keyName(), List.of(LIST.keyRecord()))))
                .isFalse();
    }

    @Test
    void changedMailIsNotVouchedFor() {
        var signed = DOMAIN.sign(MAIL);
        assertThat(vouches(signed.replace("Here", "There"))).isFalse();
        assertThat(vouches(signed.replace("Drawings", "Invoice"))).isFalse();
        assertThat(vouches(signed.replace("Anna <", "Ana <"))).isFalse();
        assertThat(vouches(signed + "P.S.\r\n")).isFalse();
        assertThat(vouches(signed.replace("Message-ID", "Received: by x\r\nMessage-ID")))
                .isTrue();
    }

    @Test
    void aSecondAuthorOrSubjectIsNotVouchedFor() {
        var signed = DOMAIN.sign(MAIL);
        assertThat(vouches("From: Bob <bob@elsewhere.example>\r\n" + signed)).isFalse();
        assertThat(vouches("Subject: Invoice\r\n" + signed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The subject is not signed.
                "a=rsa-sha256; c=relaxed/relaxed; h=from:to;",
                // The text is signed to its fourth character only.
                "a=rsa-sha256; c=relaxed/relaxed; h=from:subject; l=4;",
                // A hash that proves nothing any more (RFC 8301).
                "a=rsa-sha1; c=relaxed/relaxed; h=from:subject;"
            })
    void aSignatureThatProvesTooLittleDoesNotVouch(String tags) {
        assertThat(vouches(DOMAIN.sign(MAIL, tags))).isFalse();
    }

    @Test
    void aKeyMustBeStrongAndInUse() {
        var signed = DOMAIN.sign(MAIL);
        assertThat(vouches(signed, keys(DOMAIN.keyRecord().replace("k=rsa", "k=rsa; t=y"))))
                .isFalse();
        assertThat(vouches(signed, keys("v=DKIM1; k=rsa; p="))).isFalse();
        assertThat(vouches(signed, keys("nonsense"))).isFalse();
        assertThat(vouches(signed, Map.of())).isFalse();
        var weak = SigningDomain.create("lakeside.example", 768);
        assertThat(vouches(weak.sign(MAIL), keys(weak.keyRecord()))).isFalse();
    }

    @Test
    void keysAreNamedByDomainAndSelector() {
        assertThat(DkimSignatures.keyNames(bytes(LIST.sign(DOMAIN.sign(MAIL).replace("\r\n", "\n")))))
                .containsExactlyInAnyOrder("k1._domainkey.lakeside.example", "k1._domainkey.lists.example");
        assertThat(DkimSignatures.keyNames(bytes(MAIL))).isEmpty();
        assertThat(DkimSignatures.keyNames(bytes("DKIM-Signature: nonsense\n" + MAIL)))
                .isEmpty();
        assertThat(DkimSignatures.keyNames(
                        bytes(DOMAIN.sign(MAIL).replace("d=lakeside.example", "d=a lake/side.example"))))
                .isEmpty();
    }

    private static boolean vouches(String mail) {
        return vouches(mail, keys(DOMAIN.keyRecord()));
    }

    private static boolean vouches(String mail, Map<String, List<String>> keys) {
        return DkimSignatures.vouch(bytes(mail), "lakeside.example", keys);
    }

    private static Map<String, List<String>> keys(String record) {
        return Map.of(DOMAIN.keyName(), List.of(record));
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(StandardCharsets.ISO_8859_1);
    }
}
