package co.getanswers.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the charset that HTML or XHTML declares itself
 * (<a href="https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding">WHATWG</a>).
 */
final class HtmlCharset {
    /** The bytes in which the declaration stands: mail programs write long styles before it. */
    private static final int SAMPLE = 16 * 1024;

    private static final Pattern NAME = Pattern.compile("charset\\s*=\\s*[\"']?\\s*([a-z0-9.:+_-]{1,64})");
    private static final Pattern ENCODING =
            Pattern.compile("\\A\\s*<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([a-z0-9.:+_-]{1,64})");

    private HtmlCharset() {}

    static @Nullable String declared(byte[] html) {
        var sample = new String(html, 0, Math.min(html.length, SAMPLE), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        for (var at = next(sample, 0); at >= 0; at = next(sample, at)) {
            var end = sample.indexOf('>', at);
            var name = NAME.matcher(sample).region(at, end < 0 ? sample.length() : end);
            if (name.find()) {
                return name.group(1);
            }
            at++;
        }
        var encoding = ENCODING.matcher(sample);
        return encoding.find() ? encoding.group(1) : null;
    }

    /** The next meta element outside comments. */
    private static int next(String sample, int from) {
        var meta = sample.indexOf("<meta", from);
        var comment = sample.indexOf("<!--", from);
        while (meta >= 0 && comment >= 0 && comment < meta) {
            var end = sample.indexOf("-->", comment);
            if (end < 0) {
                return -1;
            }
            meta = sample.indexOf("<meta", end);
            comment = sample.indexOf("<!--", end);
        }
        return meta;
    }
}
