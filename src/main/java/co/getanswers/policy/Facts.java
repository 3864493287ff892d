package co.getanswers.policy;

import co.getanswers.mail.Domain;
import java.time.DayOfWeek;

/**
 * What policies know of a message. Texts are kept folded (see {@link CaseFolding}): they are for comparing, not for showing.
 *
 * @param body the beginning of it is enough; conditions cost time in proportion
 * @param threadLength messages of the conversation, the new one included
 * @param hour from 0 to 23, of when the message was sent, in UTC
 * @param weekday of when it was sent, in UTC
 */
public record Facts(
        String senderEmail,
        String senderName,
        String subject,
        String body,
        Category category,
        int threadLength,
        int hour,
        DayOfWeek weekday) {

    public Facts {
        senderEmail = CaseFolding.fold(senderEmail);
        senderName = CaseFolding.fold(senderName);
        subject = CaseFolding.fold(subject);
        body = CaseFolding.fold(body);
    }

    String senderDomain() {
        return Domain.of(senderEmail);
    }
}
