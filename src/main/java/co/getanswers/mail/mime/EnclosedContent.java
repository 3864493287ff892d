package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import co.getanswers.mail.FurtherContent;
import co.getanswers.mail.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what attachments let a reader see: enclosed messages, text files, and the names of files within others. */
final class EnclosedContent {
    private static final int LONGEST = 200_000;
    private static final int LONGEST_FILE = 100_000;

    /** An enclosed message may enclose others. */
    private static final int MAX_DEPTH = 4;

    private static final Pattern TEXT_FILE = Pattern.compile(".*\\.(?:txt|text|md|csv|log|rtf|vcf|ics)");
    private static final Pattern HTML_FILE = Pattern.compile(".*\\.(?:x?html?|shtml|mht|mhtml|svg)");
    private static final Pattern MESSAGE_FILE = Pattern.compile(".*\\.(?:eml|emlx|nws)");

    private final int depth;
    private final ContainedFiles files = new ContainedFiles();
    private final StringBuilder texts = new StringBuilder();
    private final List<ParsedMail.Link> links = new ArrayList<>();
    private boolean complete = true;

    EnclosedContent(int depth) {
        this.depth = depth;
    }

    FurtherContent further(String alternatives) {
        files.addEncoded(texts.toString());
        return new FurtherContent(cut(alternatives), texts.toString(), files.files(), complete);
    }

    List<ParsedMail.Link> links() {
        return links;
    }

    ContainedFiles files() {
        return files;
    }

    /** @param name absent if the part is no attachment, but a kind of text that this service does not show */
    void add(MimePart part, @Nullable String name, byte[] content) {
        var lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        var other = part.type.get("name");
        if (other != null && !other.equals(name)) {
            // Mail programs differ in which name they take.
            files.add(other);
        }
        files.addWithin(content);
        if (part.mimeType.equals("message/rfc822")
                || part.mimeType.equals("message/global")
                || MESSAGE_FILE.matcher(lower).matches()) {
            addMessage(content);
        } else if (part.mimeType.startsWith("text/")
                || part.mimeType.equals("application/rtf")
                || TEXT_FILE.matcher(lower).matches()
                || HTML_FILE.matcher(lower).matches()) {
            addText(part, lower, content);
        }
    }

    private void addMessage(byte[] content) {
        if (depth >= MAX_DEPTH) {
            complete = false;
            return;
        }
        var tree = MimeTree.of(content, depth + 1);
        var root = tree.root();
        if (root == null) {
            return;
        }
        addText(EncodedWordDecoder.decode(root.header.first("subject")));
        addText(root.text());
        var further = tree.enclosed().further(root.alternatives());
        addText(further.alternatives());
        addText(further.enclosed());
        complete &= further.complete();
        links.addAll(root.links().toList());
        links.addAll(tree.enclosed().links());
        Stream.concat(
                        tree.attachments().stream().flatMap(file -> Stream.of(file.name(), file.type())),
                        further.files().stream())
                .forEach(files::add);
    }

    private void addText(MimePart part, String name, byte[] content) {
        var decoded = CleanText.of(MailCharset.decode(content, part.type.get("charset")));
        var source = decoded.substring(0, Math.min(decoded.length(), LONGEST_FILE));
        complete &= decoded.length() <= LONGEST_FILE;
        var html = part.mimeType.contains("html") || HTML_FILE.matcher(name).matches();
        addText(html ? HtmlText.render(source, LONGEST_FILE).text() : source);
    }

    private void addText(String text) {
        if (!text.isBlank()) {
            texts.append(cut(text).strip()).append("\n\n");
        }
    }

    private String cut(String text) {
        var left = Math.max(0, LONGEST - texts.length());
        complete &= text.length() <= left;
        return text.substring(0, Math.min(text.length(), left));
    }
}
