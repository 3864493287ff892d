package co.getanswers.mail.mime;

import co.getanswers.mail.ParsedMail;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Detects in a header section that no person waits for a reply. */
final class AutomationDetector {
    private static final Pattern NO_REPLY = Pattern.compile(
            "(?:^|[._+=-])(?:no[._-]?replys?|no[._-]?reply\\w*|not?[._-]?response"
                    + "|do[._-]?not[._-]?(?:reply|respond)|dont[._-]?reply|no[._-]?responder|nao[._-]?responda"
                    + "|ne[._-]?pas[._-]?repondre|nicht[._-]?antworten|keine?[._-]?antwort|non[._-]?rispondere)(?:$|[._+=\\d-])");
    private static final Set<String> BULK = Set.of("bulk", "junk", "list");
    private static final Set<String> SYSTEM = Set.of("mailer-daemon", "maildaemon", "mail-daemon");

    private AutomationDetector() {}

    static ParsedMail.Automation detect(HeaderFields header, String sender, @Nullable String replyTo) {
        var list = header.has("list-id") || header.has("list-post");
        var precedence = header.first("precedence").strip().toLowerCase(Locale.ROOT);
        var report = FieldParameters.of(header.first("content-type"));
        var isReport = report.value().equals("multipart/report");
        var isDeliveryReport = isReport && !"disposition-notification".equalsIgnoreCase(report.get("report-type"));
        return new ParsedMail.Automation(
                isNoReply(sender) || isNoReply(replyTo),
                list,
                BULK.contains(precedence) || header.has("list-unsubscribe") && !list,
                isAutoSubmitted(header, precedence) || isReport && !isDeliveryReport,
                isDeliveryReport
                        || header.has("x-failed-recipients")
                        || header.first("return-path").replaceAll("\\s", "").equals("<>")
                        || SYSTEM.contains(localPart(sender)));
    }

    private static boolean isAutoSubmitted(HeaderFields header, String precedence) {
        var submitted = FieldParameters.of(header.first("auto-submitted")).value();
        var suppress = header.first("x-auto-response-suppress").toLowerCase(Locale.ROOT);
        return !submitted.isEmpty() && !submitted.equals("no")
                || precedence.equals("auto_reply")
                || header.has("x-autoreply")
                || header.has("x-autorespond")
                || header.has("x-autoresponder")
                || suppress.contains("all")
                || suppress.contains("autoreply");
    }

    private static boolean isNoReply(@Nullable String email) {
        return email != null && NO_REPLY.matcher(localPart(email)).find();
    }

    private static String localPart(String email) {
        return email.substring(0, Math.max(0, email.lastIndexOf('@')));
    }
}
