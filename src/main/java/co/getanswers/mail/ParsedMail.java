package co.getanswers.mail;

import java.time.Instant;
import java.util.List;

/**
 * What was read from the bytes of one message (RFC 5322). Every text is free of NUL characters and lone surrogates,
 * and no longer than the column it goes to.
 *
 * @param messageId without angle brackets, at most 255 characters; made from a hash of the bytes where the mail has none
 * @param inReplyTo the first Message-ID of In-Reply-To; null where there is none
 * @param references the Message-IDs of References and In-Reply-To, oldest first, without repetition
 * @param sender the first author; its email is empty where the mail names none
 * @param recipients of To and Cc
 * @param replyTo where answers are wanted, in lower case; null where it is the sender
 * @param subject decoded and unfolded; empty where there is none
 * @param text readable: the text part, or what the HTML says
 * @param html as it came; empty where there is none
 * @param sentAt of Date, else of the newest Received field, else when it was taken in; never before 1970, nor more than
 *     two days after it was taken in
 * @param attachments their file names
 * @param delivered whether it bears what a server writes when it delivers mail; what lies in a sent folder doesn't, so
 *     that only without it From can be believed to be the owner's
 */
public record ParsedMail(
        String messageId,
        String inReplyTo,
        List<String> references,
        Participant sender,
        List<Participant> recipients,
        String replyTo,
        String subject,
        String text,
        String html,
        Instant sentAt,
        List<String> attachments,
        List<Link> links,
        Automation automation,
        boolean delivered) {

    /** A link of the HTML body: what it says and where it leads. */
    public record Link(String text, String target) {}

    /**
     * What shows that no person waits for an answer.
     *
     * @param noReply the sender's or Reply-To's address says so ({@code noreply@}, {@code do-not-reply@}, …)
     * @param mailingList List-Id or List-Post (RFC 2919, RFC 2369)
     * @param bulk Precedence bulk, junk or list; or List-Unsubscribe without a list
     * @param autoSubmitted Auto-Submitted other than "no" (RFC 3834), or the vendors' fields that say the same
     * @param bounce a delivery report (RFC 3464), a null Return-Path, or a mailer daemon
     */
    public record Automation(
            boolean noReply, boolean mailingList, boolean bulk, boolean autoSubmitted, boolean bounce) {
        /** Whether an answer would annoy, loop or vanish. */
        public boolean mustNotBeAnswered() {
            return noReply || mailingList || bulk || autoSubmitted || bounce;
        }
    }
}
