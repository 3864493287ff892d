package co.getanswers.mail;

import org.jspecify.annotations.Nullable;

/**
 * A part of a message that is not shown as its text.
 *
 * @param number counts the attachments of the message in their order, from 1
 * @param name the file name, else the media type; {@code invite.ics} for an invitation without a name; at most 255
 *     characters
 * @param type the media type, in lower case and without parameters, as the sender declares it; at most 255 characters
 * @param size the decoded content in bytes
 * @param inline true if it belongs into the text: its disposition is {@code inline}, or it has none and a Content-ID
 * @param hash SHA-256 of the decoded content, in hexadecimal
 * @param contentId without angle brackets, at most 255 characters
 */
public record Attachment(
        int number,
        String name,
        String type,
        long size,
        boolean inline,
        String hash,
        @Nullable String contentId) {}
