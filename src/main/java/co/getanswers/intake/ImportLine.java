package co.getanswers.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of the answer to an import; what a line does not speak of is left out of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Progress after a batch; or a message that was refused (number, reason); or the end (done).")
public record ImportLine(
        @Schema(description = "Only in the last line: whether the whole mailbox was taken in", examples = "true")
        Boolean done,

        @Schema(description = "Messages taken in so far", examples = "51")
        Long imported,

        @Schema(description = "Messages that were there already", examples = "1")
        Long duplicates,

        @Schema(description = "Messages that were refused so far", examples = "0")
        Long failed,

        @Schema(description = "Bytes of the mailbox dealt with so far", examples = "262144")
        Long bytes,

        @Schema(description = "Which message of the mailbox was refused, from 1", examples = "17")
        Long number,

        @Schema(description = "Why it was refused, or why the import ended early")
        String reason) {

    static ImportLine progress(MailboxImport.Totals totals) {
        return of(null, totals, null);
    }

    static ImportLine done(MailboxImport.Totals totals) {
        return of(true, totals, null);
    }

    static ImportLine interrupted(MailboxImport.Totals totals, String reason) {
        return of(false, totals, reason);
    }

    static ImportLine refused(IngestOutcome outcome) {
        return new ImportLine(null, null, null, null, null, outcome.number(), outcome.reason());
    }

    private static ImportLine of(Boolean done, MailboxImport.Totals totals, String reason) {
        return new ImportLine(
                done, totals.imported(), totals.duplicates(), totals.failed(), totals.bytes(), null, reason);
    }
}
