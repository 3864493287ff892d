package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import co.getanswers.mail.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** Renders HTML as the text that a reader sees. */
final class HtmlText {
    /**
     * The most HTML of a message that is parsed, in UTF-16 code units: a tree takes many times the memory of its
     * source, and hostile HTML takes quadratic time.
     */
    static final int MAX_SOURCE = 512 * 1024;

    /** The most opening and closing tags, for the same reason; the longest newsletters have a tenth of them. */
    private static final int MAX_TAGS = 30_000;

    /**
     * The greatest depth: elements nested deeper lose their place, but not their text. Time grows with the depth, too.
     */
    static final int MAX_DEPTH = 128;

    private static final int MAX_LINKS = 500;
    private static final int MAX_TARGET = 2048;
    private static final int MAX_LINK_TEXT = 512;

    private HtmlText() {}

    record Rendering(String text, List<ParsedMail.Link> links) {}

    /** @param max the most UTF-16 code units that are rendered; the text of longer HTML ends in "[…]" */
    static Rendering render(String html, int max) {
        var source = bounded(html, max);
        var renderer = new Renderer();
        NodeTraversor.filter(
                renderer, Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(source, ""));
        var text = renderer.text();
        return new Rendering(
                source.length() == html.length() ? text : (text + "\n\n[…]").strip(), List.copyOf(renderer.links));
    }

    /** The beginning of the HTML, within the bounds. */
    static String bounded(String html, int max) {
        var tag = -1;
        for (var tags = 0; tags <= MAX_TAGS; tags++) {
            tag = html.indexOf('<', tag + 1);
            if (tag < 0) {
                return CleanText.cut(html, max);
            }
        }
        return CleanText.cut(html.substring(0, tag), max);
    }

    private static final class Renderer implements NodeFilter {
        private static final Set<String> UNSEEN =
                tags("head script style title noscript template object embed svg math iframe audio video "
                        + "canvas select option input map");
        private static final Set<String> PARAGRAPHS =
                tags("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl pre table hr form section article fieldset");
        private static final Set<String> LINES =
                tags("div li tr dt dd header footer main address center caption figure figcaption body nav " + "aside");
        private static final Pattern HIDDEN =
                Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all");
        private static final Pattern SPACE = Pattern.compile("[\\s\u00A0]+");

        /** Characters with which senders pad the preview line. */
        private static final Pattern PADDING =
                Pattern.compile("[\u034F\u00AD\u200B\uFEFF]|\u200C(?=[\\s\u00A0\u200C]|$)");

        /** The characters that {@link #PADDING} begins with. */
        private static final String PADS = "\u034F\u00AD\u200B\uFEFF\u200C";

        private static final Pattern LINE_END = Pattern.compile("[ \\t]+\n");

        private final StringBuilder out = new StringBuilder();
        private final List<ParsedMail.Link> links = new ArrayList<>();
        private int quoted;
        private int preformatted;
        private int linkStart;

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                append(text.getWholeText());
            } else if (node instanceof Element element) {
                var tag = element.normalName();
                if (UNSEEN.contains(tag) || isHidden(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                open(element, tag);
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                close(element, element.normalName());
            }
            return FilterResult.CONTINUE;
        }

        String text() {
            return LINE_END.matcher(out).replaceAll("\n").strip();
        }

        private void open(Element element, String tag) {
            breakFor(tag);
            switch (tag) {
                case "br" -> newLine();
                case "blockquote" -> quoted++;
                case "pre" -> preformatted++;
                case "li" -> append("- ");
                case "a" -> linkStart = out.length();
                case "img" -> append(isPixel(element) ? "" : element.attr("alt"));
                default -> {}
            }
        }

        private void close(Element element, String tag) {
            switch (tag) {
                case "blockquote" -> quoted--;
                case "pre" -> preformatted--;
                case "a" -> closeLink(element.attr("href").strip());
                case "td", "th" -> append(" ");
                default -> {}
            }
            breakFor(tag);
        }

        private void closeLink(String target) {
            if (target.isEmpty() || target.startsWith("#")) {
                return;
            }
            var said = out.substring(Math.min(linkStart, out.length())).strip();
            if (links.size() < MAX_LINKS) {
                links.add(new ParsedMail.Link(
                        CleanText.line(SPACE.matcher(said).replaceAll(" "), MAX_LINK_TEXT),
                        CleanText.line(target, MAX_TARGET)));
            }
            var shown = shown(target);
            if (!shown.isEmpty() && !said.isEmpty() && !said.contains(bare(shown))) {
                append(" <" + shown + ">");
            }
        }

        /** The target of a link, without parts that only serve to recognise the reader. */
        private static String shown(String target) {
            var lower = target.toLowerCase(Locale.ROOT);
            if (lower.startsWith("mailto:")) {
                return target.substring(7).replaceFirst("\\?.*", "");
            }
            if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
                return "";
            }
            var address = target.length() <= 80 ? target : target.replaceFirst("[?#].*", "");
            return address.length() <= 120 ? address : address.replaceFirst("^(https?://[^/]{0,100}).*", "$1/…");
        }

        private static String bare(String address) {
            return address.replaceFirst("(?i)^https?://(www\\.)?", "").replaceFirst("/$", "");
        }

        private void breakFor(String tag) {
            if (PARAGRAPHS.contains(tag)) {
                blankLine();
            } else if (LINES.contains(tag)) {
                freshLine();
            }
        }

        private void append(String text) {
            if (preformatted > 0) {
                for (var line : text.split("(?<=\n)")) {
                    startLine();
                    out.append(line.replace("\r", ""));
                }
                return;
            }
            var collapsed = collapsed(hasPadding(text) ? PADDING.matcher(text).replaceAll("") : text);
            if (collapsed.startsWith(" ") && (out.length() == 0 || endsWith('\n') || endsWith(' '))) {
                collapsed = collapsed.substring(1);
            }
            if (!collapsed.isEmpty()) {
                startLine();
                out.append(collapsed);
            }
        }

        private static boolean hasPadding(String text) {
            for (var i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= '\u00AD' && PADS.indexOf(text.charAt(i)) >= 0) {
                    return true;
                }
            }
            return false;
        }

        /** The text with one space for each run of {@link #SPACE}. */
        private static String collapsed(String text) {
            var collapsed = new StringBuilder(text.length());
            var space = false;
            for (var i = 0; i < text.length(); i++) {
                var c = text.charAt(i);
                var isSpace = c == ' ' || c >= '\t' && c <= '\r' || c == '\u00A0';
                if (!isSpace) {
                    collapsed.append(c);
                } else if (!space) {
                    collapsed.append(' ');
                }
                space = isSpace;
            }
            return collapsed.toString();
        }

        private void startLine() {
            if (quoted > 0 && (out.length() == 0 || endsWith('\n'))) {
                out.append("> ".repeat(Math.min(quoted, 10)));
            }
        }

        private void newLine() {
            if (out.length() > 0 && !endsWithBlankLine()) {
                out.append('\n');
            }
        }

        private void freshLine() {
            if (out.length() > 0 && !endsWith('\n')) {
                out.append('\n');
            }
        }

        private void blankLine() {
            freshLine();
            newLine();
        }

        private boolean endsWith(char c) {
            return out.length() > 0 && out.charAt(out.length() - 1) == c;
        }

        private boolean endsWithBlankLine() {
            return out.length() > 1 && endsWith('\n') && out.charAt(out.length() - 2) == '\n';
        }

        private static Set<String> tags(String names) {
            return Set.of(names.split(" "));
        }

        private static boolean isHidden(Element element) {
            return element.hasAttr("hidden")
                    || element.hasAttr("style")
                            && HIDDEN.matcher(element.attr("style").toLowerCase(Locale.ROOT))
                                    .find();
        }

        private static boolean isPixel(Element image) {
            return Set.of("0", "1").contains(image.attr("width"))
                    || Set.of("0", "1").contains(image.attr("height"));
        }
    }
}
