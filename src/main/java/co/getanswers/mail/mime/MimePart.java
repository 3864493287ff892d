package co.getanswers.mail.mime;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.CleanText;
import co.getanswers.mail.ParsedMail;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message or a part of one: text, or a multipart with its parts, or an attachment, of which only the description is kept.
 */
final class MimePart {
    private static final List<String> PLAIN =
            List.of("text/plain", "text/markdown", "text/x-patch", "text/x-diff", "text/enriched", "text");

    final HeaderFields header;
    final FieldParameters type;
    final String mimeType;
    final @Nullable String fileName;
    private final String disposition;
    final boolean attachment;
    final List<MimePart> children = new ArrayList<>();

    /** The text, if the part is text. */
    private String text = "";

    /** The original HTML, if the part is HTML. */
    private String html = "";

    private List<ParsedMail.Link> links = List.of();

    MimePart(HeaderFields header, boolean outermost) {
        this.header = header;
        this.type = FieldParameters.of(header.first("content-type"));
        this.mimeType = type.value().isEmpty() || !type.value().contains("/") ? "text/plain" : type.value();
        var declared = FieldParameters.of(header.first("content-disposition"));
        this.disposition = declared.value();
        this.fileName = fileName(declared, type);
        this.attachment =
                disposition.equals("attachment") || !outermost && fileName != null || mimeType.startsWith("message/");
    }

    boolean isReadable() {
        return !attachment && (PLAIN.contains(mimeType) || isHtml());
    }

    /** The name as an attachment; absent if the part is none. */
    @Nullable String attachmentName() {
        if (fileName != null) {
            return fileName;
        }
        if (mimeType.equals("text/calendar")) {
            // Outlook sends an invitation without a name, and shows it under this one.
            return "invite.ics";
        }
        return attachment || !isMultipart() && !mimeType.startsWith("text/") ? CleanText.line(mimeType, 255) : null;
    }

    Attachment asAttachment(int number, String name, byte[] content) {
        var id = CleanText.line(header.first("content-id").replaceAll("[<>]", ""), 255);
        return new Attachment(
                number,
                name,
                CleanText.line(mimeType, 255),
                content.length,
                disposition.equals("inline") || disposition.isEmpty() && !id.isEmpty(),
                HexFormat.of().formatHex(MessageIdParser.sha256().digest(content)),
                id.isEmpty() ? null : id);
    }

    /** The hash by which attachments are compared; text in base64 has the ends of its lines, other text those of the mailbox. */
    String contentHash(byte[] content) {
        var encoding = header.first("content-transfer-encoding").strip();
        return ContentHash.ofAttachment(content, !encoding.equalsIgnoreCase("base64"));
    }

    boolean isCalendar() {
        return mimeType.equals("text/calendar")
                || mimeType.equals("application/ics")
                || fileName != null && fileName.toLowerCase(Locale.ROOT).endsWith(".ics");
    }

    /** Tells whether the whole message, of which this is a part, is a report (RFC 6522). */
    boolean isInReport(@Nullable MimePart root) {
        return root != null && root != this && root.mimeType.equals("multipart/report");
    }

    boolean isMultipart() {
        return mimeType.startsWith("multipart/");
    }

    /** Decodes a body by the charset of the part; where that tells nothing, by what HTML declares itself. */
    String decoded(byte[] bytes) {
        var charset = type.get("charset");
        return MailCharset.decode(
                bytes, charset, isHtml() && MailCharset.isUnknown(charset) ? HtmlCharset.declared(bytes) : null);
    }

    /**
     * @param content the decoded body
     * @param htmlLeft the HTML that may still be parsed, in UTF-16 code units
     * @return the rest of {@code htmlLeft}
     */
    int setContent(String content, int htmlLeft) {
        if (!isHtml()) {
            text = isFlowed() ? FlowedText.join(content, "yes".equalsIgnoreCase(type.get("delsp"))) : content;
            return htmlLeft;
        }
        html = content;
        var rendering = HtmlText.render(content, htmlLeft);
        text = rendering.text();
        links = rendering.links();
        return Math.max(0, htmlLeft - content.length());
    }

    /** The text; among alternatives the plain one, if it has any. */
    String text() {
        if (children.isEmpty()) {
            return text;
        }
        return isAlternative()
                ? shown().map(MimePart::text).orElse("")
                : texts(children.stream()).collect(Collectors.joining("\n\n"));
    }

    /** The texts of the alternatives that {@link #text} is not taken from. */
    String alternatives() {
        var shown = isAlternative() ? shown() : Optional.<MimePart>empty();
        return children.stream()
                .flatMap(child ->
                        Stream.of(shown.isPresent() && shown.get() != child ? child.text() : "", child.alternatives()))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    private boolean isAlternative() {
        return mimeType.equals("multipart/alternative");
    }

    private Optional<MimePart> shown() {
        return Stream.concat(children.stream().filter(MimePart::isPlain), children.stream())
                .filter(child -> !child.text().isBlank())
                .findFirst();
    }

    /** The HTML parts one after the other. */
    String html() {
        return children.isEmpty()
                ? html
                : children.stream()
                        .map(MimePart::html)
                        .filter(html -> !html.isBlank())
                        .collect(Collectors.joining("\n"));
    }

    Stream<ParsedMail.Link> links() {
        return Stream.concat(links.stream(), children.stream().flatMap(MimePart::links));
    }

    private static Stream<String> texts(Stream<MimePart> parts) {
        return parts.map(MimePart::text).filter(text -> !text.isBlank());
    }

    /** Tells whether it contains text that was not made from HTML. */
    boolean isPlain() {
        return children.isEmpty()
                ? !text.isBlank() && html.isEmpty()
                : children.stream().anyMatch(MimePart::isPlain);
    }

    private boolean isFlowed() {
        return mimeType.equals("text/plain") && "flowed".equalsIgnoreCase(type.get("format"));
    }

    private boolean isHtml() {
        return mimeType.equals("text/html") || mimeType.equals("application/xhtml+xml");
    }

    private static @Nullable String fileName(FieldParameters disposition, FieldParameters type) {
        var name = disposition.get("filename");
        name = name == null ? type.get("name") : name;
        return name == null || name.isBlank() ? null : CleanText.line(name, 255);
    }
}
