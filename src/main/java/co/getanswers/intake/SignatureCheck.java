package co.getanswers.intake;

import co.getanswers.mail.Domain;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.SenderEvidence;
import co.getanswers.mail.dkim.DkimSettings;
import co.getanswers.mail.dkim.DkimSignatures;
import co.getanswers.mail.dkim.KeyLookup;
import co.getanswers.mail.mime.MailReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks for the sender's own signature where no trusted server has told whether the sender is genuine. */
@ApplicationScoped
class SignatureCheck {
    private static final SenderEvidence SIGNED = new SenderEvidence(SenderEvidence.Verdict.PASSED, "dkim=pass");

    private final DkimSettings settings;
    private final KeyLookup lookup;

    SignatureCheck(DkimSettings settings, KeyLookup lookup) {
        this.settings = settings;
        this.lookup = lookup;
    }

    boolean isOn() {
        return settings.verify();
    }

    /**
     * Finds the keys of all signatures of a batch; the headers are read on the caller's thread.
     *
     * @return the records by name; never a failure
     */
    Uni<Map<String, List<String>>> keys(List<RawMail> batch) {
        return lookup.find(batch.stream()
                .flatMap(mail -> DkimSignatures.keyNames(MailReader.withoutSeparator(mail.bytes())).stream())
                .collect(Collectors.toSet()));
    }

    /** The mail, with its signature as evidence if that is valid and nothing else is known. */
    static ParsedMail complete(ParsedMail mail, byte[] raw, Map<String, List<String>> keys) {
        return !keys.isEmpty()
                        && mail.evidence().unknown()
                        && DkimSignatures.vouch(raw, Domain.of(mail.sender().email()), keys)
                ? mail.with(SIGNED)
                : mail;
    }
}
