package co.getanswers.policy;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A draft with placeholders such as {@code {{sender.name}}}. */
public record Template(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final String KNOWN = "sender.name, sender.email, subject, owner.name";

    /** Values of the placeholders. */
    public record Values(String senderName, String senderEmail, String subject, String ownerName) {
        private Map<String, String> byName() {
            return Map.of(
                    "sender.name", senderName,
                    "sender.email", senderEmail,
                    "subject", subject,
                    "owner.name", ownerName);
        }
    }

    /** @throws IllegalArgumentException with a message for people, if a placeholder is unknown or not closed */
    public Template {
        var known = new Values("", "", "", "").byName();
        PLACEHOLDER.matcher(text).results().map(Template::name).forEach(name -> {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException("There is no placeholder {{" + EchoedInput.shortened(name)
                        + "}}; the placeholders are " + KNOWN + ".");
            }
        });
        var rest = PLACEHOLDER.matcher(text).replaceAll("");
        if (rest.contains("{{") || rest.contains("}}")) {
            throw new IllegalArgumentException("A placeholder is not closed: write it as {{subject}}.");
        }
    }

    /** Fills in the values in one pass: they are not searched for placeholders. */
    public String render(Values values) {
        var byName = values.byName();
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(byName.get(name(found))));
    }

    private static String name(MatchResult found) {
        return found.group(1).trim();
    }
}
