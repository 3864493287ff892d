package co.getanswers.mail.mime;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.CalendarObject;
import co.getanswers.mail.CleanText;
import co.getanswers.mail.mime.AttachmentReader.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Splits a message into its parts within bounds: parts deeper than {@link #MAX_DEPTH} or after {@link #MAX_PARTS}
 * others are not read. Messages within the message are attachments, of which {@link EnclosedContent} keeps the texts.
 */
final class MimeTree {
    /** The greatest depth: each level searches the bytes for its boundary, so time grows with it. */
    static final int MAX_DEPTH = 25;

    static final int MAX_PARTS = 1_000;

    /** An invitation is often there twice: among the alternatives and as a file. */
    private static final int MAX_CALENDARS = 4;

    private final Deque<MimePart> open = new ArrayDeque<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<CalendarObject> calendars = new ArrayList<>();
    private final DeliveryReportReader report = new DeliveryReportReader();
    private final List<String> attachmentHashes = new ArrayList<>();
    private final EnclosedContent enclosed;
    private List<Field> fields = new ArrayList<>();
    private @Nullable MimePart root;
    private int parts;
    private int htmlLeft = HtmlText.MAX_SOURCE;

    private final Predicate<Attachment> wanted;
    private final List<Content> contents = new ArrayList<>();

    private MimeTree(int depth, Predicate<Attachment> wanted) {
        this.enclosed = new EnclosedContent(depth);
        this.wanted = wanted;
    }

    static MimeTree of(byte[] raw) {
        return of(raw, 0, attachment -> false);
    }

    /** @param wanted selects the attachments of which the contents are kept */
    static MimeTree of(byte[] raw, Predicate<Attachment> wanted) {
        return of(raw, 0, wanted);
    }

    /** @param depth the number of messages around this one */
    static MimeTree of(byte[] raw, int depth) {
        return of(raw, depth, attachment -> false);
    }

    private static MimeTree of(byte[] raw, int depth, Predicate<Attachment> wanted) {
        var boundaries = new Boundaries(raw);
        var tree = of(raw, new BoundedFieldBuilder(boundaries, null), depth, wanted);
        if (tree.root == null || !tree.root.isMultipart() || !tree.root.children.isEmpty()) {
            return tree;
        }
        // The declared boundary never came.
        return boundaries
                .used()
                .map(used -> of(raw, new BoundedFieldBuilder(boundaries, used), depth, wanted))
                .filter(other -> other.root != null && !other.root.children.isEmpty())
                .orElse(tree);
    }

    private static MimeTree of(byte[] raw, BoundedFieldBuilder fields, int depth, Predicate<Attachment> wanted) {
        var tree = new MimeTree(depth, wanted);
        var config = MimeConfig.custom()
                .setStrictParsing(false)
                .setMaxLineLen(-1)
                .setMaxHeaderCount(-1)
                .setMaxHeaderLen(-1)
                .setMaxContentLen(-1)
                .build();
        var stream = new MimeTokenStream(config, DecodeMonitor.SILENT, fields, null);
        stream.parse(new ByteArrayInputStream(raw));
        try {
            tree.read(stream);
        } catch (IOException | MimeException | RuntimeException broken) {
            // The parts read before the failure are kept.
            if (!tree.fields.isEmpty()) {
                tree.endHeader();
            }
        }
        return tree;
    }

    /** The message itself; absent if there was nothing to read. */
    @Nullable MimePart root() {
        return root;
    }

    /** The contents of the attachments that were wanted. */
    List<Content> contents() {
        return contents;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    EnclosedContent enclosed() {
        return enclosed;
    }

    List<CalendarObject> calendars() {
        return calendars;
    }

    /** The hashes of the attachments, as {@link ContentHash} compares them. */
    List<String> attachmentHashes() {
        return attachmentHashes;
    }

    DeliveryReportReader report() {
        return report;
    }

    private void read(MimeTokenStream stream) throws IOException, MimeException {
        for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            switch (state) {
                case T_FIELD -> fields.add(stream.getField());
                case T_END_HEADER -> {
                    endHeader();
                    // A flat reading takes a multipart as a body.
                    stream.setRecursionMode(
                            open.size() > MAX_DEPTH ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
                }
                case T_BODY -> readBody(stream);
                case T_PREAMBLE -> readPreamble(stream);
                case T_END_BODYPART -> {
                    open.pop();
                    if (parts > MAX_PARTS) {
                        return;
                    }
                }
                default -> {}
            }
        }
    }

    private void endHeader() {
        var part = new MimePart(HeaderFields.of(fields), root == null);
        fields = new ArrayList<>();
        parts++;
        if (root == null) {
            root = part;
        } else if (!open.isEmpty()) {
            open.peek().children.add(part);
        }
        open.push(part);
    }

    /** Keeps the text before the first part: all there is if no part comes, and shown only then. */
    private void readPreamble(MimeTokenStream stream) throws IOException {
        var bytes = stream.getInputStream().readAllBytes();
        if (bytes.length > 0) {
            open.peek().setContent(CleanText.of(MailCharset.decode(bytes, null)), 0);
        }
    }

    private void readBody(MimeTokenStream stream) throws IOException {
        var part = open.peek();
        // A multipart that declares no boundary has no parts: its body is read as the text that it is.
        var withoutBoundary = part.isMultipart() && open.size() <= MAX_DEPTH;
        var readable = part.isReadable() || withoutBoundary && !part.attachment;
        var name = readable ? null : part.attachmentName();
        var reports = part.isInReport(root) && DeliveryReportReader.reads(part.mimeType);
        var unshown = !readable && name == null && !part.isMultipart();
        if (!readable && name == null && !reports && !unshown) {
            return;
        }
        var bytes = TransferEncoding.decode(
                stream.getInputStream().readAllBytes(), part.header.first("content-transfer-encoding"));
        if (readable) {
            htmlLeft = part.setContent(CleanText.of(part.decoded(bytes)), htmlLeft);
            enclosed.files().addEncoded(part.text());
        } else if (name != null) {
            var attachment = part.asAttachment(attachments.size() + 1, name, bytes);
            attachments.add(attachment);
            if (wanted.test(attachment)) {
                contents.add(new Content(attachment, bytes));
            }
        }
        if (!readable) {
            attachmentHashes.add(part.contentHash(bytes));
            enclosed.add(part, name, bytes);
        }
        if (reports) {
            report.addPart(part.mimeType, CleanText.of(MailCharset.decode(bytes, "utf-8")));
        }
        if (name != null && part.isCalendar() && calendars.size() < MAX_CALENDARS) {
            var declared = part.type.get("charset");
            var text = CleanText.of(MailCharset.decode(bytes, declared == null ? "utf-8" : declared));
            CalendarReader.read(text, part.type.get("method")).ifPresent(calendars::add);
        }
    }
}
