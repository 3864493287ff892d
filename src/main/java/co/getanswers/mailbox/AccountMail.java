package co.getanswers.mailbox;

import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The numbers of what a mailbox would take with it, and of what would stay, if it were deleted with its mail. */
@Schema(name = "MailAccountMail")
public record AccountMail(
        @Schema(description = "The messages that would be deleted", examples = "4800")
        int messages,

        @Schema(description = "Those of them that the person has sent", examples = "310")
        int sentMessages,

        @Schema(
                description = "The cards that wait, drafts that were kept included, which would be deleted",
                examples = "12")
        int cards,

        @Schema(description = "Those of them on which the person has typed something", examples = "1")
        int cardsWithOwnText,

        @Schema(
                description = "The decided cards of these messages: they stay in the log, without the mail",
                examples = "950")
        int decidedCards,

        @Schema(
                description =
                        "The cards that are being executed, or of which nobody knows whether their reply was sent: while"
                                + " there are any, the mail can't be deleted",
                examples = "0")
        int underWay,

        Kept kept) {

    /** The messages of the mailbox that would stay, by the reason. */
    @Schema(name = "MailAccountKeptMail")
    public record Kept(
            @Schema(description = "Those that another mailbox has, too", examples = "3")
            int inOtherMailboxes,

            @Schema(description = "Those that were here before the mailbox was connected", examples = "0")
            int before,

            @Schema(description = "Replies that were sent from here", examples = "40")
            int replies) {}

    static AccountMail of(Row row) {
        return new AccountMail(
                row.getInteger("messages"),
                row.getInteger("sent_messages"),
                row.getInteger("cards"),
                row.getInteger("own_texts"),
                row.getInteger("decided"),
                row.getInteger("under_way"),
                new Kept(row.getInteger("elsewhere"), row.getInteger("before"), row.getInteger("replies")));
    }
}
