package co.getanswers.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A line of the response to an import; fields that do not apply to the line are absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description =
                "Progress after a batch; a refused message (number, reason) or one with a remark (number, remark); or the end (done).")
public record ImportLine(
        @Schema(description = "Only in the last line: true if the whole mailbox was imported", examples = "true")
        @Nullable Boolean done,

        @Schema(description = "Messages imported so far", examples = "51") @Nullable Long imported,

        @Schema(description = "Messages so far that the user had already", examples = "1") @Nullable Long duplicates,

        @Schema(description = "Messages refused so far", examples = "0") @Nullable Long failed,

        @Schema(description = "Bytes of the mailbox processed so far", examples = "262144") @Nullable Long bytes,

        @Schema(description = "The position of the message in the mailbox, from 1", examples = "17") @Nullable Long number,

        @Schema(description = "The reason for the refusal, or for the early end of the import") @Nullable String reason,

        @Schema(description = "A remark on an imported message: another mail has its Message-ID, and both are kept")
        @Nullable String remark) {

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
        return new ImportLine(null, null, null, null, null, outcome.number(), outcome.reason(), null);
    }

    static ImportLine keptBeside(IngestOutcome outcome) {
        return new ImportLine(null, null, null, null, null, outcome.number(), null, outcome.reason());
    }

    private static ImportLine of(@Nullable Boolean done, MailboxImport.Totals totals, @Nullable String reason) {
        return new ImportLine(
                done, totals.imported(), totals.duplicates(), totals.failed(), totals.bytes(), null, reason, null);
    }
}
