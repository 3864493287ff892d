package co.getanswers.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed message (RFC 5322). Its texts have no NUL characters and no lone surrogates, and fit their columns.
 *
 * @param messageId without angle brackets, at most 255 characters; made from a hash of the bytes if the mail has none
 * @param inReplyTo the first Message-ID of In-Reply-To
 * @param references the Message-IDs of References and In-Reply-To, oldest first, without repetition
 * @param sender the first author; the address is empty if the mail names none
 * @param subject decoded and unfolded; empty if there is none
 * @param text readable: the text part, or the text of the HTML
 * @param html the original HTML; empty if there is none
 * @param sentAt the time of Date, else of the newest Received field, else of receipt; never before 1970, nor more than
 *     two days after receipt
 * @param dated false if {@code sentAt} is the time of receipt
 * @param contentHash equal for the same mail whatever way it came, and different for any other
 * @param gmail what Gmail says about mail that it exported
 * @param calendars the calendar objects (RFC 5545) among the parts
 * @param report absent unless the message is a delivery report
 * @param evidence whether the sender's address is genuine
 * @param delivered true if it has fields that a server adds on delivery. Mail in a sent folder has none; only without
 *     them can From be believed to be the owner
 */
public record ParsedMail(
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        Participant sender,
        AddressFields addresses,
        String subject,
        String text,
        String html,
        Instant sentAt,
        boolean dated,
        String contentHash,
        GmailFields gmail,
        List<Attachment> attachments,
        List<Link> links,
        Automation automation,
        List<CalendarObject> calendars,
        @Nullable DeliveryReport report,
        SenderEvidence evidence,
        FurtherContent further,
        boolean delivered) {

    /** The participants of To and Cc, without repetition. */
    public List<Participant> recipients() {
        return addresses.recipients();
    }

    /** The same message under another Message-ID. */
    public ParsedMail with(String otherId) {
        return copy(otherId, sentAt, automation, evidence, gmail, delivered);
    }

    /** The same message with other marks of automation. */
    public ParsedMail with(Automation marks) {
        return copy(messageId, sentAt, marks, evidence, gmail, delivered);
    }

    /** The same message with other evidence of its sender. */
    public ParsedMail with(SenderEvidence found) {
        return copy(messageId, sentAt, automation, found, gmail, delivered);
    }

    /** The same message, which was received then: mail that names no date has that one. */
    public ParsedMail receivedAt(Instant time) {
        return dated ? this : copy(messageId, time, automation, evidence, gmail, delivered);
    }

    /** The same message as one that the owner sent, whatever its fields say. */
    public ParsedMail sentByOwner() {
        return copy(
                messageId,
                sentAt,
                automation,
                evidence,
                new GmailFields(gmail.threadId(), true, gmail.draft(), gmail.discarded()),
                false);
    }

    private ParsedMail copy(
            String otherId,
            Instant time,
            Automation marks,
            SenderEvidence found,
            GmailFields origin,
            boolean wasDelivered) {
        return new ParsedMail(
                otherId,
                inReplyTo,
                references,
                sender,
                addresses,
                subject,
                text,
                html,
                time,
                dated,
                contentHash,
                origin,
                attachments,
                links,
                marks,
                calendars,
                report,
                found,
                further,
                wasDelivered);
    }

    /** A link in the HTML, with its text and its target. */
    public record Link(String text, String target) {}

    /**
     * Signs that no person waits for a reply.
     *
     * @param noReply the sender's or Reply-To's address says so ({@code noreply@}, {@code do-not-reply@}, …)
     * @param mailingList List-Id or List-Post (RFC 2919, RFC 2369), or Precedence list
     * @param bulk Precedence bulk or junk; or List-Unsubscribe without a list
     * @param autoSubmitted Auto-Submitted other than "no" (RFC 3834), or vendors' fields with that meaning
     * @param bounce a delivery report (RFC 3464), a null Return-Path, or a mailer daemon
     * @param suppressed programs are asked not to answer, by a field that does not say that a program wrote the message
     * @param listDomain the domain of the mailing list, in lower case; empty if none is told
     */
    public record Automation(
            boolean noReply,
            boolean mailingList,
            boolean bulk,
            boolean autoSubmitted,
            boolean bounce,
            boolean suppressed,
            String listDomain) {
        /** Tells whether an answer would annoy, loop or vanish. */
        public boolean mustNotBeAnswered() {
            return noReply || mailingList || bulk || autoSubmitted || bounce;
        }
    }
}
