package co.getanswers.triage;

import co.getanswers.mail.Domain;
import co.getanswers.mail.ParsedMail.Link;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Detects links that lead elsewhere than they show. */
final class LinkCheck {
    private static final int MOST = 1_000;
    private static final int LONGEST = 500;
    private static final String DOMAIN = "((?:[\\p{L}\\p{N}-]{1,63}\\.){1,10}\\p{L}{2,20})";
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|www\\.)" + DOMAIN);
    private static final Pattern BARE = Pattern.compile(DOMAIN + "(?:[/?:#]\\S*)?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|0x[0-9a-fx.]+|\\[.*]");
    private static final Set<String> FILE_ENDINGS = Set.of(
            "js", "ts", "md", "txt", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "html", "htm", "php", "zip",
            "png", "jpg", "jpeg", "gif", "csv", "xml", "json", "py", "sh", "java", "css", "eml", "ics", "mp4");

    private LinkCheck() {}

    /**
     * Describes the first deceptive link; empty if there is none. A link by which a sender counts clicks is none: it
     * leads to the sender's own domain, or shows it although the domain vouches for the message.
     */
    static Optional<String> findDeception(TriageInput input) {
        var mail = input.mail();
        var sender = Domain.of(mail.sender().email());
        var owned = !mail.evidence().failed()
                        && (mail.automation().mustNotBeAnswered() || !SenderDescription.isUnknown(input))
                ? sender
                : "";
        var vouched = mail.evidence().passed() ? sender : "";
        return mail.links().stream()
                .limit(MOST)
                .map(link -> deception(link, owned, vouched))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Finds the first host in Punycode, which is honest for many names and also the means to imitate others. */
    static Optional<String> findPunycodeHost(List<Link> links) {
        return links.stream()
                .limit(MOST)
                .map(link -> host(target(link)))
                .flatMap(Optional::stream)
                .filter(Domain::isPunycode)
                .findFirst();
    }

    private static Optional<String> deception(Link link, String owned, String vouched) {
        var target = target(link);
        if (target.matches("(?:javascript|data|vbscript|file):.*")) {
            return Optional.of("A link runs a program or opens a file instead of a page.");
        }
        var host = host(target);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (NUMERIC.matcher(host.get()).matches()) {
            return Optional.of("A link leads to a bare IP address, " + host.get() + ".");
        }
        if (authority(target).contains("@")) {
            return Optional.of("A link hides its real host, " + host.get() + ", behind an @.");
        }
        return shownHost(link.text())
                .filter(shown -> !Domain.haveSameOwner(shown, host.get())
                        && !Domain.haveSameOwner(host.get(), owned)
                        && !Domain.haveSameOwner(shown, vouched))
                .map(shown -> "A link shows " + shown + " and leads to " + host.get() + ".");
    }

    /** The host that the text of a link shows, if it shows one. */
    private static Optional<String> shownHost(String text) {
        var clean = clean(text);
        var address = ADDRESS.matcher(clean);
        if (address.find()) {
            return Optional.of(Domain.ascii(address.group(1)));
        }
        var bare = BARE.matcher(clean);
        if (!bare.matches()) {
            return Optional.empty();
        }
        var host = bare.group(1);
        var ending = host.substring(host.lastIndexOf('.') + 1);
        return FILE_ENDINGS.contains(ending) ? Optional.empty() : Optional.of(Domain.ascii(host));
    }

    private static Optional<String> host(String target) {
        var authority = authority(target);
        var host = authority.substring(authority.lastIndexOf('@') + 1);
        var bare = host.startsWith("[") ? host : host.replaceFirst(":.*", "");
        var ascii = Domain.ascii(bare);
        return ascii.isBlank() ? Optional.empty() : Optional.of(ascii);
    }

    /** The authority of a URL (RFC 3986, section 3.2). Browsers take a backslash for a slash. */
    private static String authority(String target) {
        var slashed = target.replace('\\', '/');
        if (!slashed.matches("(?:https?:|ftp:)?//.*")) {
            return "";
        }
        var rest = slashed.substring(slashed.indexOf("//") + 2).replaceFirst("^/+", "");
        return rest.replaceFirst("[/?#].*", "");
    }

    private static String target(Link link) {
        return clean(link.target()).replace(" ", "");
    }

    /** Removes the line breaks and invisible characters that browsers ignore as well. */
    private static String clean(String text) {
        return OneLine.of(text, LONGEST).toLowerCase(Locale.ROOT).strip();
    }
}
