package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import co.getanswers.mail.DeliveryReport;
import co.getanswers.mail.DeliveryReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads delivery reports: their status part and the returned header (RFC 3464), or what older servers write instead. */
final class DeliveryReportReader {
    /** In UTF-16 code units. */
    static final int MAX_LENGTH = 64 * 1024;

    private static final int MAX_RECIPIENTS = 20;
    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> RETURNED = Set.of(
            "text/rfc822-headers",
            "message/rfc822",
            "message/global",
            "message/global-headers",
            "message/rfc822-headers");

    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]+");
    private static final Pattern RETURNED_ID = Pattern.compile("(?im)^[ \\t>]*message-id:\\s*(<[^<>\\s]{1,998}>)");

    private final List<String> failed = new ArrayList<>();
    private boolean told;
    private boolean hasFailed;
    private @Nullable String originalId;
    private @Nullable String originalSender;

    /** Tells whether a part of a report is one that {@link #addPart} reads. */
    static boolean reads(String mimeType) {
        return STATUS.contains(mimeType) || RETURNED.contains(mimeType);
    }

    void addPart(String mimeType, String content) {
        var text = FOLD.matcher(CleanText.cut(content, MAX_LENGTH)).replaceAll(" ");
        if (STATUS.contains(mimeType)) {
            addStatus(text);
        } else if (RETURNED.contains(mimeType)) {
            addReturned(text);
        }
    }

    /** @return absent if the message is no delivery report */
    @Nullable DeliveryReport report(HeaderFields header, boolean isReport, boolean fromServer, String text) {
        var refused = header.joined("x-failed-recipients", ", ");
        if (!told && !isReport && !fromServer && refused.isEmpty()) {
            return null;
        }
        if (!refused.isEmpty() && failed.isEmpty()) {
            AddressParser.parse(refused).forEach(recipient -> addFailed(recipient.email()));
            hasFailed = true;
            told = true;
        }
        if (originalId == null) {
            var found = RETURNED_ID.matcher(CleanText.cut(text, MAX_LENGTH));
            originalId = found.find() ? id(found.group(1)) : null;
        }
        var outcome = hasFailed ? Outcome.FAILED : told ? Outcome.OTHER : Outcome.UNTOLD;
        return new DeliveryReport(outcome, List.copyOf(failed), originalId, originalSender);
    }

    /** The fields about a recipient stand together, and a blank line ends them. */
    private void addStatus(String text) {
        for (var group : text.split("\\r?\\n[ \\t]*\\r?\\n")) {
            var action = field(group, "action");
            told |= action != null;
            if (action != null && action.toLowerCase(Locale.ROOT).startsWith("failed")) {
                hasFailed = true;
                var recipient = field(group, "original-recipient");
                recipient = recipient == null ? field(group, "final-recipient") : recipient;
                addFailed(recipient == null ? "" : recipient.substring(recipient.indexOf(';') + 1));
            }
        }
    }

    private void addFailed(String recipient) {
        var address = CleanText.line(recipient, AddressParser.MAX_LENGTH).toLowerCase(Locale.ROOT);
        if (failed.size() < MAX_RECIPIENTS && AddressParser.isAddress(address) && !failed.contains(address)) {
            failed.add(address);
        }
    }

    private void addReturned(String text) {
        var header = text.split("\\r?\\n[ \\t]*\\r?\\n", 2)[0];
        var id = field(header, "message-id");
        originalId = originalId == null && id != null ? id(id) : originalId;
        var from = field(header, "from");
        if (originalSender == null && from != null) {
            originalSender = AddressParser.parse(from).stream()
                    .map(author -> author.email())
                    .filter(AddressParser::isAddress)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static @Nullable String id(String field) {
        return MessageIdParser.parseOwn(field).orElse(null);
    }

    private static @Nullable String field(String header, String name) {
        return header.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }
}
