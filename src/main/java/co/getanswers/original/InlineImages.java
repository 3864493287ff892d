package co.getanswers.original;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.mime.AttachmentReader;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The images of a message that its HTML shows, as {@code data:} URIs by their Content-IDs: a browser fetches an image
 * without the access token that the attachment asks for.
 */
record InlineImages(Map<String, String> uris) {
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** The most bytes of all images together; those beyond are left out, and can be downloaded. */
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    static Predicate<Attachment> wanted(Set<String> contentIds) {
        return attachment -> TYPES.contains(attachment.type()) && contentIds.contains(attachment.contentId());
    }

    static InlineImages of(List<AttachmentReader.Content> contents) {
        var uris = new HashMap<String, String>();
        var left = MAX_BYTES;
        for (var content : contents) {
            var id = content.attachment().contentId();
            if (id != null && content.bytes().length <= left && !uris.containsKey(id)) {
                left -= content.bytes().length;
                uris.put(
                        id,
                        "data:" + content.attachment().type() + ";base64,"
                                + Base64.getEncoder().encodeToString(content.bytes()));
            }
        }
        return new InlineImages(uris);
    }

    @Nullable String uri(String contentId) {
        return uris.get(contentId);
    }
}
