package co.getanswers.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server's report about the delivery of an earlier message (RFC 3464, or an older form).
 *
 * @param failedRecipients the addresses that the message did not reach, as far as the report names them
 * @param originalId the Message-ID of the earlier message; absent if the report does not tell it
 * @param originalSender the address in From of the earlier message; absent likewise
 */
public record DeliveryReport(
        Outcome outcome,
        List<String> failedRecipients,
        @Nullable String originalId,
        @Nullable String originalSender) {

    /** Results of a delivery. */
    public enum Outcome {
        /** At least one recipient will never get the message. */
        FAILED,
        /** It was delayed, delivered, relayed or expanded. */
        OTHER,
        /** The report does not say it in a form that programs read. */
        UNTOLD
    }
}
