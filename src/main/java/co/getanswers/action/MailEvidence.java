package co.getanswers.action;

import co.getanswers.mail.ParsedMail;
import java.util.UUID;

/**
 * A mail that may prove what became of a reply.
 *
 * @param actionId the action whose reply it may be, answer or report about
 * @param mail with the Message-ID that it bears
 * @param sent whether it lies in the owner's folder of sent mail
 * @param delivered whether it bears the traces of delivery
 */
public record MailEvidence(UUID actionId, ParsedMail mail, boolean sent, boolean delivered) {}
