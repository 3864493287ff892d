package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import co.getanswers.mail.Participant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hashes what a mail says: its author, date, subject, texts and attachments. The same mail has the same hash whatever way
 * it came: fields of transport, encodings, ends of lines, the tag and the footer of a mailing list are left out.
 */
final class ContentHash {
    /** Comes before the hash; to be raised with every change of what is hashed, so that older hashes aren't compared. */
    static final String VERSION = "1:";

    private static final Pattern LIST_TAGS = Pattern.compile("(?:\\s*\\[[^\\]]{1,60}])+\\s*");
    private static final Pattern LIST_RULE = Pattern.compile("_{20,}\\s*");

    /** The most characters of the footer of a mailing list. */
    private static final int LONGEST_FOOTER = 1_000;

    private final MessageDigest digest = MessageIdParser.sha256();
    private final StringBuilder plain = new StringBuilder();

    private ContentHash() {}

    /** @param attachments the hashes of the attachments */
    static String of(MimePart root, Participant sender, boolean fromList, List<String> attachments) {
        var hash = new ContentHash();
        var header = root.header;
        hash.add(sender.email());
        hash.add(MailDateParser.parse(header.first("date"))
                .map(date -> Long.toString(date.getEpochSecond()))
                .orElse(""));
        var subject = EncodedWordDecoder.decode(header.first("subject"));
        hash.add(subject.indexOf('[') < 0 ? subject : LIST_TAGS.matcher(subject).replaceAll(" "));
        // The text of HTML says nothing that the HTML does not say.
        hash.add(!root.isPlain() ? "" : fromList ? withoutFooter(root.text()) : root.text());
        hash.add(root.html());
        attachments.forEach(hash::add);
        return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(hash.digest.digest());
    }

    /** The hash of an attachment's content; that of text does not depend on the ends of its lines. */
    static String ofAttachment(byte[] content, boolean text) {
        var digest = MessageIdParser.sha256();
        var from = 0;
        var end = content.length;
        if (text) {
            while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
                end--;
            }
            for (var i = 0; i < end; i++) {
                if (content[i] == '\r') {
                    digest.update(content, from, i - from);
                    from = i + 1;
                }
            }
        }
        digest.update(content, from, end - from);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }

    private static String withoutFooter(String text) {
        var end = text.stripTrailing();
        var rule = end.lastIndexOf("____________________");
        var start = rule < 0 ? -1 : end.lastIndexOf('\n', rule) + 1;
        var line = start < 0 ? "" : end.substring(start, Math.max(start, lineEnd(end, rule)));
        return start > 0
                        && end.length() - start < LONGEST_FOOTER
                        && LIST_RULE.matcher(line).matches()
                ? end.substring(0, start)
                : text;
    }

    private static int lineEnd(String text, int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Adds a text without regard to its spaces and to the quoting of {@code From} in mailboxes. */
    private void add(String text) {
        plain.setLength(0);
        var space = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '>' && (i == 0 || text.charAt(i - 1) == '\n') && isQuotedFrom(text, i)) {
                continue;
            }
            if (c <= ' ' || c == '\u00A0') {
                if (!space) {
                    plain.append(' ');
                }
                space = true;
            } else {
                plain.append(c);
                space = false;
            }
        }
        var end = space && !plain.isEmpty() ? plain.length() - 1 : plain.length();
        digest.update(CleanText.of(plain.substring(0, end)).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static boolean isQuotedFrom(String text, int at) {
        return text.startsWith("From ", at + 1);
    }
}
