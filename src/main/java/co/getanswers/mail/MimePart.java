package co.getanswers.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message or a part of one: either text, or a multipart with what it is made of, or something else, of which only
 * the name is kept.
 */
final class MimePart {
    private static final List<String> PLAIN =
            List.of("text/plain", "text/markdown", "text/x-patch", "text/x-diff", "text/enriched", "text");

    final HeaderFields header;
    final FieldParameters type;
    final String mimeType;
    final String fileName;
    final boolean attachment;
    final List<MimePart> children = new ArrayList<>();

    /** Decoded; null where it is no text. */
    String content;

    MimePart(HeaderFields header, boolean outermost) {
        this.header = header;
        this.type = FieldParameters.of(header.first("content-type"));
        this.mimeType = type.value().isEmpty() || !type.value().contains("/") ? "text/plain" : type.value();
        var disposition = FieldParameters.of(header.first("content-disposition"));
        this.fileName = fileName(disposition, type);
        this.attachment = disposition.value().equals("attachment")
                || !outermost && fileName != null
                || mimeType.startsWith("message/");
    }

    boolean isReadable() {
        return !attachment && (isPlain() || isHtml());
    }

    /** What it says, of alternatives the plain one where that says anything. */
    String text() {
        if (content != null) {
            return isHtml() ? HtmlText.of(content).text() : content;
        }
        if (mimeType.equals("multipart/alternative")) {
            return children.stream()
                    .filter(MimePart::saysSomethingPlainly)
                    .findFirst()
                    .map(MimePart::text)
                    .orElseGet(() -> children.stream()
                            .map(MimePart::text)
                            .filter(text -> !text.isBlank())
                            .findFirst()
                            .orElse(""));
        }
        return children.stream()
                .map(MimePart::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    /** As it came; one after the other where there are several. */
    String html() {
        if (content != null) {
            return isHtml() ? content : "";
        }
        return children.stream()
                .map(MimePart::html)
                .filter(html -> !html.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private boolean saysSomethingPlainly() {
        return content != null
                ? isPlain() && !content.isBlank()
                : children.stream().anyMatch(MimePart::saysSomethingPlainly);
    }

    private boolean isPlain() {
        return PLAIN.contains(mimeType);
    }

    private boolean isHtml() {
        return mimeType.equals("text/html") || mimeType.equals("application/xhtml+xml");
    }

    private static String fileName(FieldParameters disposition, FieldParameters type) {
        var name = disposition.get("filename");
        name = name == null ? type.get("name") : name;
        return name == null || name.isBlank() ? null : CleanText.line(name, 255);
    }
}
