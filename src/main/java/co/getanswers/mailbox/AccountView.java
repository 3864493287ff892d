package co.getanswers.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A connected mailbox as its user sees it, without its password. */
@Schema(name = "MailAccount")
public record AccountView(
        UUID id,
        MailProvider provider,

        @Schema(description = "Mail from them is the user's own", examples = "[\"mara@example.org\"]")
        List<String> addresses,

        @Schema(description = "Absent for a mailbox at Gmail", nullable = true) @Nullable ServerSettings imap,

        @Schema(description = "Absent for a mailbox at Gmail", nullable = true) @Nullable ServerSettings smtp,

        @Schema(description = "Whether a copy of each reply is put into the folder of sent mail")
        boolean keepsSent,

        @Schema(description = "The place to which the mail of a filed card goes")
        Filing onFile,

        @Schema(
                description = "The folder, at Gmail the label, for the mail of filed cards; null unless one was named",
                examples = "Done",
                nullable = true)
        @Nullable String fileFolder,

        @Schema(description = "Whether the answers of waiting cards are kept in the folder of drafts")
        boolean keepsDrafts,

        AccountState state,

        @Schema(
                description = "The reason for the state, in plain words; null if there is nothing to say",
                examples = "The server imap.example.org refuses the login of mara@example.org.",
                nullable = true)
        @Nullable String reason,

        Progress progress,

        @Schema(description = "The last time at which everything was fetched; null before the first", nullable = true)
        @Nullable Instant lastSuccessAt,

        Instant createdAt,
        Instant updatedAt) {

    @Schema(name = "MailAccountProgress")
    public record Progress(
            @Schema(description = "The messages that were fetched or looked at", examples = "1200")
            int done,

            @Schema(description = "The messages that the server has in the folders that are read", examples = "4800")
            int total) {}

    static AccountView of(MailAccount account) {
        return new AccountView(
                account.id,
                account.provider,
                account.addresses,
                account.provider == MailProvider.IMAP ? account.imap() : null,
                account.provider == MailProvider.IMAP ? account.smtp() : null,
                account.keepsSent,
                account.onFile,
                account.fileFolder,
                account.keepsDrafts,
                account.state,
                account.stateReason,
                new Progress(Math.min(account.messagesDone, account.messagesTotal), account.messagesTotal),
                account.lastSuccessAt,
                account.createdAt,
                account.updatedAt);
    }
}
