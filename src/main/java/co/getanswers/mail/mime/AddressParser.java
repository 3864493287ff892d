package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import co.getanswers.mail.MailboxAddress;
import co.getanswers.mail.Participant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
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

    /** The scheme of a link (RFC 6068), which programs copy together with the address. */
    private static final Pattern MAILTO = Pattern.compile("(?i)(?<![^\\s<\\[,;:\"(])mailto:(?=[^\\s<>,;]+@)");

    /** The query of such a link. */
    private static final Pattern QUERY = Pattern.compile("(@[^\\s<>,;?]+)\\?[^\\s<>,;\"]*");

    /** A name that ends with the address that its entry lacks. */
    private static final Pattern NAMED = Pattern.compile("(?<name>[^<>]*)<\\s*(?<email>[^<>\\s]+)\\s*>");

    private static final Pattern QUOTES = Pattern.compile("^[\\s\"']+|[\\s\"']+$");

    /** An entry whose name is not quoted as a whole, and its address. */
    private static final Pattern ENTRY =
            Pattern.compile("(^|[,;:])\\s*+((?:\"[^\"]*+\"|[^\"<>,;:()]++)*+)(?=<([^<>@]*+@[^<>]*+)>)");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"");

    private static final Pattern COMMENT = Pattern.compile("\\(([^()]*)\\)\\s*$");

    private AddressParser() {}

    /** The participants of a list, members of groups included; entries without name and address are skipped. */
    static List<Participant> parse(String body) {
        var field = withQuotedNames(withoutScheme(CleanText.cut(body, MAX_FIELD_LENGTH)));
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

    /**
     * Quotes names that hold an address: of {@code anna@example.net <mallory@attacker.example>} the address is Mallory's,
     * as mail servers read it, and the name is shown as what it is.
     */
    private static String withQuotedNames(String field) {
        return field.indexOf('<') < 0
                ? field
                : ENTRY.matcher(field).replaceAll(entry -> {
                    var name = entry.group(2);
                    return Matcher.quoteReplacement(
                            QUOTED.matcher(name).replaceAll("").indexOf('@') < 0
                                            || name.strip()
                                                    .equalsIgnoreCase(
                                                            entry.group(3).strip())
                                    ? entry.group()
                                    : entry.group(1) + " \""
                                            + name.replace("\"", "").strip() + "\" ");
                });
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
                ? fromName(name.isEmpty() ? local : name)
                : participant(MailboxAddress.of(local, domain), name);
    }

    /**
     * Reads an entry without an address of its own, whose name may be one or hold one: some programs write name and
     * address into one encoded word.
     */
    private static Participant fromName(String text) {
        var name = withoutScheme(text.strip());
        var named = NAMED.matcher(name);
        if (named.matches() && ADDRESS.matcher(named.group("email")).matches()) {
            return participant(
                    named.group("email"), QUOTES.matcher(named.group("name")).replaceAll(""));
        }
        return ADDRESS.matcher(name).matches() ? participant(name, "") : participant("", text);
    }

    private static String withoutScheme(String text) {
        if (!text.toLowerCase(Locale.ROOT).contains("mailto:")) {
            return text;
        }
        var plain = MAILTO.matcher(text).replaceAll("");
        return plain.length() == text.length() ? text : QUERY.matcher(plain).replaceAll("$1");
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
