package co.getanswers.mail.mime;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities.EscapeMode;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/**
 * HTML of a message made safe to display: jsoup's Cleaner keeps listed elements and attributes alone, none of which runs,
 * styles, submits or loads anything from elsewhere. Images are those of the message itself. CPU-bound: not for an event
 * loop.
 */
public final class SafeHtml {
    /** A policy under which a browser runs and loads nothing, whatever the document holds. */
    public static final String POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'";

    private static final String CID = "cid:";
    private static final Pattern EMBEDDED =
            Pattern.compile("(?i)data:image/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\\s]*");

    private static final Safelist SAFELIST = new Safelist()
            .addTags(
                    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption")
            .addTags(
                    "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em")
            .addTags("figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i")
            .addTags("img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "s", "samp", "section")
            .addTags(
                    "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th")
            .addTags("thead", "time", "tr", "tt", "u", "ul", "var", "wbr")
            .addAttributes(":all", "align", "bgcolor", "dir", "height", "lang", "title", "valign", "width")
            .addAttributes("a", "href")
            .addAttributes("col", "span")
            .addAttributes("font", "color", "face", "size")
            .addAttributes("img", "alt", "border", "src")
            .addAttributes("ol", "start", "type")
            .addAttributes("table", "border", "cellpadding", "cellspacing")
            .addAttributes("td", "colspan", "nowrap", "rowspan")
            .addAttributes("th", "colspan", "nowrap", "rowspan")
            .addProtocols("a", "href", "http", "https", "mailto", "tel")
            .addProtocols("img", "src", "cid", "data")
            .addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow")
            .addEnforcedAttribute("a", "target", "_blank");

    private final Document document;

    private SafeHtml(Document document) {
        this.document = document;
    }

    /** Longer HTML than {@link HtmlText#MAX_SOURCE} is cut, and says so at its end. */
    public static SafeHtml of(String html) {
        var source = HtmlText.bounded(html, HtmlText.MAX_SOURCE);
        var parsed = Parser.htmlParser().setMaxDepth(HtmlText.MAX_DEPTH).parseInput(source, "");
        var clean = new Cleaner(SAFELIST).clean(parsed);
        if (source.length() < html.length()) {
            clean.body().appendElement("p").text("[…]");
        }
        return new SafeHtml(clean);
    }

    /** The Content-IDs of images, without {@code cid:}. */
    public Set<String> contentIds() {
        var ids = new TreeSet<String>();
        for (var image : document.select("img[src]")) {
            var id = contentId(image);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /**
     * The document, with its policy, so that the policy holds where the document is displayed within another.
     *
     * @param images the {@code data:} URI of the image with a Content-ID; an image without one is replaced by its
     *     alternative text
     */
    public String render(Function<String, @Nullable String> images) {
        for (var image : document.select("img")) {
            var id = contentId(image);
            var source = id == null ? image.attr("src") : images.apply(id);
            if (source != null && EMBEDDED.matcher(source).matches()) {
                image.attr("src", source);
            } else {
                image.replaceWith(new TextNode(
                        image.attr("alt").isBlank()
                                ? ""
                                : "[" + image.attr("alt").strip() + "]"));
            }
        }
        document.outputSettings().prettyPrint(false).escapeMode(EscapeMode.base).charset("utf-8");
        return """
                <!DOCTYPE html>
                <html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="%s"></head>
                <body>%s</body></html>
                """.formatted(POLICY, document.body().html());
    }

    private static @Nullable String contentId(Element image) {
        var source = image.attr("src");
        return source.regionMatches(true, 0, CID, 0, CID.length())
                ? source.substring(CID.length()).strip()
                : null;
    }
}
