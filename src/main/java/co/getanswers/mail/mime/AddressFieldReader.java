package co.getanswers.mail.mime;

import co.getanswers.mail.AddressFields;
import co.getanswers.mail.Participant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the address fields of a header section. */
final class AddressFieldReader {
    /** The first address of List-Post; {@code NO} and web addresses are none. */
    private static final Pattern MAILTO = Pattern.compile("<\\s*mailto:([^>?\\s]+)", Pattern.CASE_INSENSITIVE);

    private AddressFieldReader() {}

    static AddressFields read(HeaderFields header, Participant sender) {
        var asked = addresses(header, "reply-to");
        // An answer to several authors goes to all of them (RFC 5322, 3.6.2).
        var replyTo = asked.isEmpty() ? addresses(header, "from") : asked;
        var onlySender = replyTo.stream().allMatch(one -> one.email().equals(sender.email()));
        return new AddressFields(
                addresses(header, "to"),
                addresses(header, "cc"),
                onlySender ? List.of() : replyTo,
                addresses(header, "mail-followup-to"),
                listPost(header));
    }

    private static List<Participant> addresses(HeaderFields header, String name) {
        var body = header.joined(name, ", ");
        return body.isEmpty()
                ? List.of()
                : AddressParser.parse(body).stream()
                        .filter(participant -> AddressParser.isAddress(participant.email()))
                        .distinct()
                        .toList();
    }

    private static @Nullable String listPost(HeaderFields header) {
        var found = MAILTO.matcher(header.first("list-post"));
        return found.find() ? found.group(1).toLowerCase(Locale.ROOT) : null;
    }
}
