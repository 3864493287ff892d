package co.getanswers.mail.mime;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells delivered mail from mail as its author's own program keeps it. Anyone can write any From, but nobody can keep
 * the delivering server from adding its fields.
 */
final class DeliveryDetector {
    private static final Set<String> FIELDS = Set.of(
            "return-path",
            "delivered-to",
            "x-delivered-to",
            "x-original-to",
            "envelope-to",
            "x-envelope-to",
            "authentication-results",
            "arc-authentication-results",
            "received-spf");

    /** The Received field by which webmail stamps its own user's mail: from no other machine, and not by SMTP. */
    private static final Pattern WRITTEN_HERE =
            Pattern.compile("(?i)by\\s[^;]*\\swith\\s+(?:HTTP|HTTPS|HTTPREST|JMAP)\\b.*");

    private DeliveryDetector() {}

    static boolean isDelivered(HeaderFields header) {
        return header.fields().stream()
                .anyMatch(field -> FIELDS.contains(field.name())
                        || field.name().equals("received") && !isWrittenHere(field.body()));
    }

    /** Tells whether the mail has fields of its final delivery. Servers on the way add Received to sent mail, too. */
    static boolean isFinallyDelivered(HeaderFields header) {
        return header.fields().stream().anyMatch(field -> FIELDS.contains(field.name()));
    }

    private static boolean isWrittenHere(String received) {
        return !received.matches("(?i).*\\sfrom\\s.*")
                && WRITTEN_HERE.matcher(received).matches();
    }
}
