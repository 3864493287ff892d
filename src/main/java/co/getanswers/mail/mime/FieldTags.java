package co.getanswers.mail.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tag lists (RFC 6376, section 3.2), such as those of DKIM-Signature and ARC-Seal. */
final class FieldTags {
    private FieldTags() {}

    /** The tags by their names, without spaces. */
    static Map<String, String> of(String body) {
        var tags = new HashMap<String, String>();
        for (var tag : body.split(";", 100)) {
            var equals = tag.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(
                        tag.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        tag.substring(equals + 1).replaceAll("\\s", ""));
            }
        }
        return tags;
    }
}
