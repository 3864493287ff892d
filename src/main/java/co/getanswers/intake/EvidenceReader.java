package co.getanswers.intake;

import co.getanswers.action.MailEvidence;
import co.getanswers.intake.ParseResult.Parsed;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds mail that names a reply of the service: by its Message-ID, as an answer, or in a delivery report. */
final class EvidenceReader {
    /** The version of the UUIDs that this service generates; other programs' Message-IDs mostly have another. */
    private static final int VERSION = 7;

    private EvidenceReader() {}

    /** One for each mail and action that it may name; mostly none. */
    static List<MailEvidence> read(List<Parsed> batch) {
        return batch.stream().flatMap(EvidenceReader::read).toList();
    }

    private static Stream<MailEvidence> read(Parsed parsed) {
        return actions(parsed)
                .map(action -> new MailEvidence(action, parsed.mail(), parsed.sent(), parsed.delivered()));
    }

    private static Stream<UUID> actions(Parsed parsed) {
        var mail = parsed.mail();
        var report = mail.report();
        return Stream.of(
                        Stream.of(mail.messageId()),
                        mail.references().stream(),
                        Stream.ofNullable(report == null ? null : report.originalId()))
                .flatMap(ids -> ids)
                .map(Settlements::actionOf)
                .filter(Objects::nonNull)
                .filter(action -> action.version() == VERSION)
                .distinct();
    }
}
