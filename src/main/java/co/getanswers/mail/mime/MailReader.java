package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import co.getanswers.mail.GmailFields;
import co.getanswers.mail.Message;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.Participant;
import co.getanswers.mail.UnreadableMail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message (RFC 5322, MIME). It does not fail on bad mail: undecodable parts are replaced, missing ones are
 * made up as {@link ParsedMail} says, and only bytes that are no mail at all are refused. CPU-bound, up to a few
 * seconds for the largest and worst mail: not for an event loop.
 */
public final class MailReader {
    /** In bytes: 25 MiB, the largest message that the large providers deliver. */
    public static final int MAX_SIZE = 25 * 1024 * 1024;

    public static final String TOO_LARGE = "The message is larger than 25 MiB.";

    /** Header fields of which mail has at least one, unlike other text with colons in its first lines. */
    private static final Set<String> MAIL_FIELDS = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "message-id",
            "received",
            "return-path",
            "reply-to",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type",
            "delivered-to",
            "x-original-to");

    private MailReader() {}

    /**
     * @param raw the original bytes, with or without a mailbox's separator line
     * @param receivedAt the time of receipt: the date of mail that has none or one in the future
     * @throws UnreadableMail with the reason
     */
    public static ParsedMail read(byte[] raw, Instant receivedAt) {
        return read(raw, receivedAt, false);
    }

    /** @param fromGmail whether the message comes from a mailbox that Gmail exported, so that its fields count */
    public static ParsedMail read(byte[] raw, Instant receivedAt, boolean fromGmail) {
        return read(raw, receivedAt, fromGmail, TrustedServers.NONE);
    }

    /** @param trusted the servers whose results about senders count */
    public static ParsedMail read(byte[] raw, Instant receivedAt, boolean fromGmail, TrustedServers trusted) {
        if (raw.length > MAX_SIZE) {
            throw new UnreadableMail(TOO_LARGE);
        }
        var bytes = lines(raw);
        if (bytes.length == 0) {
            throw new UnreadableMail("The message is empty.");
        }
        var tree = MimeTree.of(bytes);
        var root = tree.root();
        if (root == null || root.header.fields().stream().noneMatch(field -> MAIL_FIELDS.contains(field.name()))) {
            throw new UnreadableMail("This is not a mail message: it has none of the header fields of one, such as"
                    + " From, Date or Subject.");
        }
        return assemble(
                tree,
                root,
                bytes,
                receivedAt,
                fromGmail ? GmailFieldReader.read(root.header) : GmailFields.NONE,
                trusted);
    }

    /** Tells whether a message has the fields that Gmail adds to those that it exports. */
    public static boolean hasGmailFields(byte[] raw) {
        return GmailFieldReader.isIn(raw);
    }

    private static ParsedMail assemble(
            MimeTree tree, MimePart root, byte[] bytes, Instant receivedAt, GmailFields gmail, TrustedServers trusted) {
        var header = root.header;
        var messageId = header.all("message-id").stream()
                .flatMap(body -> MessageIdParser.parseOwn(body).stream())
                .findFirst()
                .orElseGet(() -> MessageIdParser.generate(bytes));
        var sender = sender(header);
        var addresses = AddressFieldReader.read(header, sender);
        var emails = Stream.concat(Stream.of(sender), addresses.recipients().stream())
                .map(Participant::email)
                .collect(Collectors.toSet());
        var inReplyTo = MessageIdParser.parseInReplyTo(header.joined("in-reply-to", " "), emails);
        var references = new ArrayList<>(MessageIdParser.parseAll(header.joined("references", " "), emails));
        var html = root.html();
        var text = root.text();
        var automation = AutomationDetector.detect(
                header,
                sender.email(),
                addresses.replyTo().isEmpty()
                        ? null
                        : addresses.replyTo().get(0).email());
        var report = tree.report()
                .report(
                        header,
                        AutomationDetector.isDeliveryReport(header),
                        AutomationDetector.isMailSystem(sender.email()),
                        text);
        if (report != null && report.originalId() != null) {
            references.add(report.originalId());
        }
        var date = MailDateParser.sentAt(header, receivedAt);
        return new ParsedMail(
                messageId,
                inReplyTo.isEmpty() ? null : inReplyTo.get(0),
                MessageIdParser.merge(references, inReplyTo, messageId),
                sender,
                addresses,
                CleanText.line(EncodedWordDecoder.decode(header.first("subject")), Message.MAX_SUBJECT),
                normalizedLines(text),
                html,
                date.orElse(receivedAt),
                date.isPresent(),
                ContentHash.of(root, sender, automation.mailingList(), tree.attachmentHashes()),
                gmail,
                List.copyOf(tree.attachments()),
                Stream.concat(root.links(), tree.enclosed().links().stream()).toList(),
                automation,
                List.copyOf(tree.calendars()),
                report,
                SenderEvidenceReader.read(header, sender.email(), trusted),
                tree.enclosed().further(root.alternatives()),
                gmail.sent() ? DeliveryDetector.isFinallyDelivered(header) : DeliveryDetector.isDelivered(header));
    }

    /** The first author with an address, else Sender, else Return-Path. */
    private static Participant sender(HeaderFields header) {
        var author = AddressParser.parse(header.joined("from", ", "));
        var name = author.isEmpty() ? "" : author.get(0).name();
        return author.stream()
                .filter(participant -> AddressParser.isAddress(participant.email()))
                .findFirst()
                .or(() -> Stream.of("sender", "return-path")
                        .map(field -> firstAddress(header, field))
                        .filter(found -> found != null)
                        .map(found -> name.isEmpty() ? found : new Participant(found.email(), name))
                        .findFirst())
                .orElse(new Participant("", name));
    }

    private static @Nullable Participant firstAddress(HeaderFields header, String name) {
        return AddressParser.parse(header.first(name)).stream()
                .filter(participant -> AddressParser.isAddress(participant.email()))
                .findFirst()
                .orElse(null);
    }

    private static String normalizedLines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    /** Removes a byte order mark, blank lines and a separator line, which files and mailboxes put before a message. */
    public static byte[] withoutSeparator(byte[] raw) {
        var start = startsWith(raw, 0, "\u00EF\u00BB\u00BF") ? 3 : 0;
        while (start < raw.length && (raw[start] == '\n' || raw[start] == '\r')) {
            start++;
        }
        if (startsWith(raw, start, "From ") || startsWith(raw, start, ">From ")) {
            while (start < raw.length && raw[start++] != '\n') {}
        }
        return start == 0 ? raw : Arrays.copyOfRange(raw, start, raw.length);
    }

    /** The message with lines that end with line feeds. */
    static byte[] lines(byte[] raw) {
        var message = withoutSeparator(raw);
        return hasLineFeed(message) ? message : withLineFeeds(message);
    }

    private static boolean hasLineFeed(byte[] raw) {
        for (var b : raw) {
            if (b == '\n') {
                return true;
            }
        }
        return false;
    }

    /** Converts lines that end with carriage returns alone, as old machines wrote them. */
    private static byte[] withLineFeeds(byte[] raw) {
        var converted = raw.clone();
        for (var i = 0; i < converted.length; i++) {
            converted[i] = converted[i] == '\r' ? (byte) '\n' : converted[i];
        }
        return converted;
    }

    private static boolean startsWith(byte[] raw, int from, String prefix) {
        var bytes = prefix.getBytes(StandardCharsets.ISO_8859_1);
        return raw.length - from >= bytes.length
                && Arrays.equals(raw, from, from + bytes.length, bytes, 0, bytes.length);
    }
}
