package co.getanswers.original;

import co.getanswers.mail.Attachment;
import java.util.Map;
import java.util.regex.Pattern;

/** The media type and file name with which an attachment is served. */
record ServedType(String type, String fileName) {
    private static final String BYTES = "application/octet-stream";

    /** Media types that no browser runs. Formats of XML are none of them: they may hold scripts. */
    private static final Pattern INERT = Pattern.compile("image/(?:png|jpeg|gif|webp|bmp|tiff|heic|avif)"
            + "|(?:audio|video)/[a-z0-9.-]{1,40}"
            + "|application/(?:pdf|zip|gzip|msword|rtf|vnd\\.(?:ms-|oasis\\.|openxmlformats-)[a-z0-9.-]{1,100})"
            + "|text/(?:plain|csv|calendar|vcard)|message/rfc822");

    /** Extensions for attachments without a name. */
    private static final Map<String, String> EXTENSIONS = Map.of(
            "image/png", ".png",
            "image/jpeg", ".jpg",
            "image/gif", ".gif",
            "application/pdf", ".pdf",
            "text/plain", ".txt",
            "message/rfc822", ".eml");

    static ServedType of(Attachment attachment) {
        var type = INERT.matcher(attachment.type()).matches() ? attachment.type() : BYTES;
        var named = !attachment.name().equals(attachment.type());
        var name = named ? attachment.name() : "attachment-" + attachment.number() + EXTENSIONS.getOrDefault(type, "");
        return new ServedType(type, name);
    }
}
