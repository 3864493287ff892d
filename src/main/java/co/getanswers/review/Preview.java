package co.getanswers.review;

import co.getanswers.delivery.Reply;
import co.getanswers.delivery.WrittenReply;
import co.getanswers.mail.Participant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The mail that a card's reply is, as it would be sent now. */
@Schema(name = "Preview", description = "The mail that would be sent. Only its Date changes until then")
public record Preview(
        Participant from,
        List<Participant> to,
        List<Participant> cc,

        @Schema(examples = "Re: Renewal") String subject,

        @Schema(description = "The header fields as they are written, unfolded")
        List<WrittenReply.Field> headers,

        @Schema(
                description = "The text with the quotation below it",
                examples = "Yes.\n\nOn Fri, 20 Nov 2026 at 10:00 UTC, Dana Reyes wrote:\n> Shall we?")
        String text) {
    static Preview of(Reply reply, WrittenReply written) {
        return new Preview(
                reply.from(),
                reply.to(),
                reply.cc(),
                reply.subject(),
                written.fields(),
                reply.text().replace("\r\n", "\n"));
    }
}
