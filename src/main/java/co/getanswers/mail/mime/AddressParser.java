package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import co.getanswers.mail.Participant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ContentUtil;

/** Parses the addresses of From, To and similar fields. */
final class AddressParser {
    static final int MAX_LENGTH = 255;
    private static final int MAX_ADDRESSES = 1_000;
    private static final int MAX_FIELD_LENGTH = 64 * 1024;

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>()\\[\\],;:\"@]+@[^\\s<>(),;:\"@]+");

    /** The part before the @ may be quoted, and holds anything then. */
    private static final Pattern WHOLE_ADDRESS = Pattern.compile(".+@[^\\s<>(),;:\"@]+");

    private static final Pattern COMMENT = Pattern.compile("\\(([^()]*)\\)\\s*$");

    private AddressParser() {}

    /** The participants of a list, members of groups included; entries without name and address are skipped. */
    static List<Participant> parse(String body) {
        var field = CleanText.cut(body, MAX_FIELD_LENGTH);
        var bytes = ContentUtil.encode(StandardCharsets.UTF_8, EncodedWordDecoder.decodeQuoted(field));
        var mailboxes = LenientAddressParser.DEFAULT
                .parseAddressList(bytes, new ParserCursor(0, bytes.length()))
                .flatten();
        if (mailboxes.stream().anyMatch(AddressParser::isJumbled)) {
            return ADDRESS.matcher(field)
                    .results()
                    .limit(MAX_ADDRESSES)
                    .map(found -> participant(found.group(), ""))
                    .toList();
        }
        var participants = mailboxes.stream()
                .limit(MAX_ADDRESSES)
                .map(AddressParser::participant)
                .filter(participant ->
                        !participant.email().isEmpty() || !participant.name().isEmpty())
                .toList();
        return participants.size() == 1 ? List.of(withComment(participants.get(0), field)) : participants;
    }

    static boolean isAddress(String email) {
        return WHOLE_ADDRESS.matcher(email).matches();
    }

    private static Participant participant(Mailbox mailbox) {
        var local = Objects.requireNonNullElse(mailbox.getLocalPart(), "");
        var domain = redecoded(Objects.requireNonNullElse(mailbox.getDomain(), ""));
        var name = Objects.requireNonNullElse(mailbox.getName(), "");
        // A word without a domain is a name, or the rest of an address.
        return domain.isEmpty() || local.isEmpty()
                ? participant("", name.isEmpty() ? local : name)
                : participant(local + "@" + domain, name);
    }

    private static Participant participant(String email, String name) {
        return new Participant(
                CleanText.line(email, MAX_LENGTH).toLowerCase(Locale.ROOT), CleanText.line(name, MAX_LENGTH));
    }

    /** Decodes a domain again: mime4j reads its bytes one by one, also if they are UTF-8 (RFC 6532). */
    private static String redecoded(String domain) {
        return domain.chars().allMatch(c -> c < 256)
                ? MailCharset.decodeUnlabelled(domain.getBytes(StandardCharsets.ISO_8859_1), null)
                : domain;
    }

    /** Takes the name from a comment, its place before RFC 822: {@code ada@example.org (Ada Lovelace)}. */
    private static Participant withComment(Participant participant, String field) {
        var comment = COMMENT.matcher(field);
        return participant.name().isEmpty() && comment.find()
                ? participant(participant.email(), EncodedWordDecoder.decode(comment.group(1)))
                : participant;
    }

    /** Tells whether addresses without a comma between them have run together. */
    private static boolean isJumbled(Mailbox mailbox) {
        return mailbox.getDomain() != null && mailbox.getDomain().contains("@");
    }
}
