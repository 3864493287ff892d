package co.getanswers.mail.dkim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;

/** A domain that signs its mail, with a key of its own. */
public record SigningDomain(String name, KeyPair keys) {
    /** @param bits the length of the RSA key */
    public static SigningDomain create(String name, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new SigningDomain(name, generator.generateKeyPair());
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    public String keyName() {
        return "k1._domainkey." + name;
    }

    /** The TXT record with the public key. */
    public String keyRecord() {
        return "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** Signs author, recipients and subject, and the whole text. */
    public String sign(String mail) {
        return sign(mail, "a=rsa-sha256; c=relaxed/relaxed; h=from:to:subject;");
    }

    /**
     * Puts a signature above the mail.
     *
     * @param tags of the signature, besides version, domain, selector and hashes
     */
    public String sign(String mail, String tags) {
        var template = "v=1; d=" + name + "; s=k1; bh=; b=; " + tags;
        var raw = mail.replace("\n", "\r\n");
        try {
            var field = new DKIMSigner(template, keys.getPrivate())
                    .sign(new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
            return field + "\r\n" + raw;
        } catch (IOException | FailException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
