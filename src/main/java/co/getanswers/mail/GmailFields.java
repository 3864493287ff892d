package co.getanswers.mail;

import org.jspecify.annotations.Nullable;

/**
 * The fields that Gmail adds to mail that it exports: {@code X-GM-THRID} and {@code X-Gmail-Labels}. Anyone can write
 * them into a mail, so they count only in a mailbox that Gmail exported.
 *
 * @param threadId as the API of Gmail has it, in hexadecimal; absent if the mail is not from Gmail
 * @param sent true if the owner sent the message
 * @param draft true if it never was sent
 * @param discarded true if it lies in the folder of spam or in the bin
 */
public record GmailFields(@Nullable String threadId, boolean sent, boolean draft, boolean discarded) {
    public static final GmailFields NONE = new GmailFields(null, false, false, false);
}
