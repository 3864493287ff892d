package co.getanswers.triage;

import co.getanswers.mail.Domain;
import co.getanswers.mail.Participant;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts the signs of spam in mail from a stranger. Such mail gets no draft, because a reply confirms the address; it is
 * not put away, because each sign is found in other mail as well.
 */
final class SpamCheck {
    /** The least number of signs that makes mail spam. */
    static final int FEWEST = 3;

    private static final Pattern SHOUTED = Pattern.compile("!{2,}|\\${2,}|\\*{3,}|\\p{Lu}{4,}\\P{L}+\\p{Lu}{3,}");

    /** Letters and digits at the end, by which senders make each subject another. */
    private static final Pattern SERIAL = Pattern.compile("(?:\\s{3,}\\S{2,20}|\\d{4}[A-Za-z]{2}\\S{0,30})$");

    /** The labels of advertisements, as laws of several countries prescribe them. */
    private static final Pattern LABEL = Pattern.compile("^\\W{0,3}(?:ADV?\\b|광고|未承諾広告|廣告|广告)|\\$ ?\\d");

    private static final int MANY = 4;

    private SpamCheck() {}

    static boolean isSpam(TriageInput input, MessageText message) {
        return isFromStranger(input) && signs(input, message) >= FEWEST;
    }

    private static boolean isFromStranger(TriageInput input) {
        return SenderDescription.isUnknown(input)
                && !input.thread().answered()
                && !SenderDescription.isColleague(input);
    }

    private static int signs(TriageInput input, MessageText message) {
        var mail = input.mail();
        var subject = mail.subject().strip();
        var lexicon = Lexicons.get().spam();
        var words = lexicon.findIn(message.allWords()).size()
                + lexicon.findIn(message.subject()).size();
        var sender = Domain.of(mail.sender().email());
        var elsewhere = mail.addresses().replyTo().stream()
                .map(Participant::email)
                .anyMatch(replyTo -> !Domain.haveSameOwner(Domain.of(replyTo), sender));
        var addressed =
                mail.recipients().stream().anyMatch(recipient -> input.owner().owns(recipient.email()));
        var htmlOnly = !mail.html().isEmpty() && mail.further().alternatives().isEmpty();
        var exclamations =
                message.text().chars().filter(c -> c == '!').limit(MANY).count();
        return words
                + (LABEL.matcher(subject).find() ? FEWEST : 0)
                + (message.language() == Language.UNKNOWN ? 2 : 0)
                + (int) Stream.of(
                                SHOUTED.matcher(subject).find(),
                                SERIAL.matcher(subject).find(),
                                elsewhere,
                                !addressed,
                                htmlOnly,
                                exclamations == MANY)
                        .filter(sign -> sign)
                        .count();
    }
}
