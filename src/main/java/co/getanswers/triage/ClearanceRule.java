package co.getanswers.triage;

import co.getanswers.mail.ParsedMail;
import co.getanswers.policy.RiskLevel;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether a message may be answered without review: only if it is plain thanks in a known language, in an exchange
 * with one person to whom the owner has written before, and was answered by no program lately.
 */
final class ClearanceRule {
    /** The age at which thanks are answered by a person or not at all: an imported mailbox is full of old thanks. */
    static final Duration OLDEST = Duration.ofDays(30);

    private ClearanceRule() {}

    static Clearance check(TriageInput input, Optional<Language> thanks, Signals signals) {
        var mail = input.mail();
        var addresses = mail.addresses();
        if (mail.automation().mustNotBeAnswered() || mail.automation().suppressed()) {
            return Clearance.refused("it came through a program, or asks for no automatic answer");
        }
        if (mail.evidence().failed()) {
            return Clearance.refused("the sender's address is probably forged");
        }
        if (!input.history().sent()) {
            return Clearance.refused("you have never written to the sender");
        }
        if (signals.risk() != RiskLevel.LOW) {
            return Clearance.refused("the risk is " + signals.risk().value());
        }
        if (!addresses.replyTo().isEmpty() || !addresses.followupTo().isEmpty() || addresses.listPost() != null) {
            return Clearance.refused("it asks for answers at another address");
        }
        var recipients = addresses.recipients();
        if (recipients.isEmpty()
                || !input.thread().alone()
                || !recipients.stream().allMatch(one -> input.owner().owns(one.email()))) {
            return Clearance.refused("others than you and the sender take part");
        }
        if (thanks.isEmpty()) {
            return Clearance.refused("it may say more than thanks");
        }
        if (!input.owner().proven()) {
            return Clearance.untimely("nobody has proved that the account's address is theirs");
        }
        if (input.history().answeredLately()) {
            return Clearance.untimely("the sender was answered automatically a short time ago");
        }
        return input.thread().newest() && mail.sentAt().isAfter(input.now().minus(OLDEST))
                ? Clearance.GIVEN
                : Clearance.untimely("it is old, or the conversation has moved on");
    }

    /** The language of a message that thanks and does nothing else, in any of its parts. */
    static Optional<Language> thanksIn(TriageInput input, MessageText message) {
        return isSmall(input.mail(), message)
                ? Acknowledgement.languageOf(input, message)
                        .filter(language -> Acknowledgement.hasSilentSubject(input, language))
                        .filter(language -> !UnreadParts.sayMore(input.mail(), message))
                : Optional.empty();
    }

    private static boolean isSmall(ParsedMail mail, MessageText message) {
        var further = mail.further();
        return message.newWords().size() <= Acknowledgement.MOST_WORDS
                && message.questions() == 0
                && message.complete()
                && mail.attachments().isEmpty()
                && mail.calendars().isEmpty()
                && further.enclosed().isBlank()
                && further.files().isEmpty()
                && further.complete();
    }
}
