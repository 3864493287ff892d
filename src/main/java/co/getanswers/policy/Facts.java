package co.getanswers.policy;

import co.getanswers.mail.Domain;
import java.time.DayOfWeek;
import org.jspecify.annotations.Nullable;

/**
 * Facts of a message that policies can compare. Texts are folded (see {@link CaseFolding}): they are for comparison,
 * not for display.
 *
 * @param body the beginning of the text; conditions take time in proportion to it
 * @param category absent for cards of the old service
 * @param threadLength the messages of the conversation, the new one included
 * @param hour the hour in which the message was sent, from 0 to 23, in UTC
 * @param weekday the day on which it was sent, in UTC
 */
public record Facts(
        String senderEmail,
        String senderName,
        String subject,
        String body,
        @Nullable Category category,
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
