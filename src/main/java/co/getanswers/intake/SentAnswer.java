package co.getanswers.intake;

import co.getanswers.mail.AddressFields;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.Participant;
import co.getanswers.triage.AutomaticReply;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mail that lies in the owner's folder of sent mail.
 *
 * @param references the Message-IDs that it refers to
 * @param answeredAt the date of the message that it answers, the beginning of time if that is not known; absent if it names
 *     none
 * @param recipients their addresses, in lower case
 * @param byProgram whether a program wrote it, such as a notice of absence
 */
record SentAnswer(
        Set<String> references,
        @Nullable Instant answeredAt,
        Set<String> recipients,
        Instant sentAt,
        boolean byProgram) {

    /** The characters by which a notice of absence is recognised. */
    static final int BEGINNING = 4_000;

    static SentAnswer of(ParsedMail mail, Instant sentAt, @Nullable Instant answeredAt) {
        var marks = mail.automation();
        return new SentAnswer(
                Set.copyOf(mail.references()),
                answeredAt,
                emails(mail.addresses()),
                sentAt,
                marks.autoSubmitted()
                        || marks.bounce()
                        || mail.report() != null
                        || AutomaticReply.isLikely(mail.subject(), beginning(mail.text())));
    }

    private static String beginning(String text) {
        return text.length() <= BEGINNING ? text : text.substring(0, BEGINNING);
    }

    static Set<String> emails(AddressFields addresses) {
        return addresses.recipients().stream().map(Participant::email).collect(Collectors.toUnmodifiableSet());
    }
}
