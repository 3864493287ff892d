package co.getanswers.mail.dkim;

import co.getanswers.mail.Domain;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecord;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.jboss.logging.Logger;

/**
 * The signatures of a message, which only ever prove something: one that does not verify counts as absent (RFC 6376,
 * section 6.1).
 */
public final class DkimSignatures {
    /** The most signatures of a message that are looked at; ordinary mail has one or two. */
    private static final int MOST = 5;

    /** The shortest RSA key that proves something (RFC 8301, section 3.2), in bits. */
    private static final int SHORTEST_KEY = 1024;

    private static final Pattern DNS_NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){1,20}");
    private static final Logger LOG = Logger.getLogger(DkimSignatures.class);

    private DkimSignatures() {}

    /**
     * The names of the TXT records that hold the keys of a message's signatures.
     *
     * @param raw a message without a mailbox's separator
     */
    public static Set<String> keyNames(byte[] raw) {
        var verifier = new DKIMVerifier();
        return signatures(SignedMail.of(raw)).stream()
                .map(field -> keyName(verifier, field))
                .filter(name -> DNS_NAME.matcher(name).matches())
                .collect(Collectors.toSet());
    }

    /**
     * Tells whether a valid signature shows that the sender's domain vouches for the message: for its author, its subject
     * and the whole of its text, once and by a strong key that is not there for a test.
     *
     * @param raw a message without a mailbox's separator
     * @param domain of the sender's address
     * @param keys the records by {@linkplain #keyNames their names}
     */
    public static boolean vouch(byte[] raw, String domain, Map<String, List<String>> keys) {
        var mail = SignedMail.of(raw);
        var signatures = signatures(mail);
        if (signatures.isEmpty() || signatures.size() > MOST || isAmbiguous(mail)) {
            return false;
        }
        try (var body = mail.body()) {
            var valid = new Verifier(keys).verify(mail, body);
            return valid != null && valid.stream().anyMatch(signature -> vouches(signature, mail, domain));
        } catch (FailException | IOException failed) {
            return false;
        } catch (RuntimeException unforeseen) {
            LOG.debug("A signature can't be read", unforeseen);
            return false;
        }
    }

    private static List<String> signatures(SignedMail mail) {
        return mail.getFields("DKIM-Signature").stream().limit(MOST + 1L).toList();
    }

    private static String keyName(DKIMVerifier verifier, String field) {
        try {
            var signature = verifier.newSignatureRecord(field.substring(field.indexOf(':') + 1));
            return keyName(signature.getSelector(), signature.getDToken());
        } catch (RuntimeException unreadable) {
            return "";
        }
    }

    private static String keyName(CharSequence selector, CharSequence domain) {
        return (selector + "._domainkey." + domain).toLowerCase(Locale.ROOT);
    }

    /** Tells whether programs may show another author or subject than the one that is signed. */
    private static boolean isAmbiguous(SignedMail mail) {
        return mail.getFields("From").size() != 1 || mail.getFields("Subject").size() > 1;
    }

    private static boolean vouches(SignatureRecord signature, SignedMail mail, String domain) {
        return Domain.haveSameOwner(signature.getDToken().toString().toLowerCase(Locale.ROOT), domain)
                && signature.getHashMethod().toString().equalsIgnoreCase("sha256")
                && signature.getBodyHashLimit() < 0
                && (mail.getFields("Subject").isEmpty() || covers(signature, "subject"));
    }

    private static boolean covers(SignatureRecord signature, String field) {
        return signature.getHeaders().stream().anyMatch(name -> name.toString().equalsIgnoreCase(field));
    }

    /** The library's verifier, stricter about keys. */
    private static final class Verifier extends DKIMVerifier {
        Verifier(Map<String, List<String>> keys) {
            super((methods, selector, domain) -> {
                var records = keys.getOrDefault(keyName(selector, domain), List.of());
                if (records.isEmpty()) {
                    throw new PermFailException("no key");
                }
                return records;
            });
        }

        @Override
        protected PublicKeyRecord newPublicKeyRecord(String text) {
            var record = super.newPublicKeyRecord(text);
            record.validate();
            if (record.isTesting()) {
                throw new IllegalStateException("The key is there for a test.");
            }
            if (!(record.getPublicKey() instanceof RSAPublicKey key)
                    || key.getModulus().bitLength() < SHORTEST_KEY) {
                throw new IllegalStateException("The key is too short.");
            }
            return record;
        }
    }
}
