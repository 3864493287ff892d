package co.getanswers.execution;

import co.getanswers.action.MailEvidence;
import co.getanswers.action.SendingProof;
import co.getanswers.delivery.Reply;
import co.getanswers.mail.DeliveryReport;
import co.getanswers.mail.Participant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The judgement of mail that names a reply by its Message-ID. The id can't be guessed, so who names it got the mail, or is a
 * server on its way; an answer must also come from a recipient, and a copy from the owner. Forgers among the recipients can
 * hide from the owner that the mail failed to reach others, or claim that it never reached themselves.
 */
final class SendingEvidence {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private SendingEvidence() {}

    /** @param reason one sentence for the person */
    record Verdict(SendingProof proof, String reason) {}

    /**
     * @param own the addresses of the owner
     * @param first whether the reply was tried once: a report does not tell which attempt it is about
     * @param now the time of receipt, before which all evidence was written
     * @return empty if the mail proves nothing
     */
    static Optional<Verdict> of(MailEvidence evidence, Reply reply, Set<String> own, boolean first, Instant now) {
        var mail = evidence.mail();
        var day = DAY.format(mail.sentAt().isAfter(now) ? now : mail.sentAt());
        if (mail.messageId().equals(reply.messageId())) {
            if (evidence.sent()) {
                return verdict(SendingProof.SENT_FOLDER, "It lies in your folder of sent mail.");
            }
            return evidence.delivered()
                            && own.contains(mail.sender().email())
                            && !mail.evidence().failed()
                    ? verdict(SendingProof.OWN_COPY, "Your own copy of it came in.")
                    : Optional.empty();
        }
        var report = mail.report();
        if (report != null && reply.messageId().equals(report.originalId())) {
            return reported(report, emails(reply), first, day);
        }
        var sender = mail.sender().email();
        return mail.references().contains(reply.messageId())
                        && emails(reply).contains(sender)
                        && !own.contains(sender)
                        && !evidence.sent()
                        && !mail.evidence().failed()
                ? verdict(SendingProof.ANSWERED, "Its answer from " + sender + " came on " + day + ".")
                : Optional.empty();
    }

    /** A failure for some of the recipients, or behind an alias, proves that the server took the mail. */
    private static Optional<Verdict> reported(
            DeliveryReport report, Set<String> recipients, boolean first, String day) {
        var failed = String.join(", ", report.failedRecipients());
        return switch (report.outcome()) {
            case UNTOLD -> Optional.empty();
            case OTHER ->
                verdict(SendingProof.REPORTED, "A mail server's report of " + day + " tells that it went out.");
            case FAILED -> {
                if (report.failedRecipients().isEmpty()) {
                    yield Optional.empty();
                }
                if (!Set.copyOf(report.failedRecipients()).containsAll(recipients)) {
                    yield verdict(
                            SendingProof.REPORTED,
                            "It went out, but a mail server's report of " + day + " tells that it did not reach "
                                    + failed + ".");
                }
                yield first
                        ? verdict(
                                SendingProof.BOUNCED,
                                "It did not reach " + failed + ", as a mail server's report of " + day + " tells."
                                        + " Nobody got it: you can try it again.")
                        : Optional.empty();
            }
        };
    }

    private static Optional<Verdict> verdict(SendingProof proof, String reason) {
        return Optional.of(new Verdict(proof, reason));
    }

    private static Set<String> emails(Reply reply) {
        return reply.recipients().stream()
                .map(Participant::email)
                .map(email -> email.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
