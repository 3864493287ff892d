package co.getanswers.review;

import co.getanswers.mail.AddressFields;
import co.getanswers.mail.AddressFieldsJson;
import co.getanswers.mail.MailboxAddress;
import co.getanswers.mail.Participant;
import co.getanswers.mail.Recipients;
import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person's own answer to a conversation. */
@Schema(name = "OwnReply")
public record OwnReply(
        @NotBlank @Size(max = QueueResource.MAX_EDIT) @Schema(examples = "Dear Dana, Friday works.")
        String text,

        @Schema(description = "Reply to all; by default not") @Nullable Boolean replyAll,

        @Schema(
                description = "Addresses to send it to instead of those that the conversation's message names",
                examples = "[\"dana@acme.example\"]")
        @Nullable List<String> to,

        @Schema(description = "Addresses that get a copy; only together with to") @Nullable List<String> cc) {

    /**
     * The recipients that the person typed, as the database stores them; null if there are none.
     *
     * @throws Failure.Invalid with every field that is not valid
     */
    @Nullable String typedRecipients() {
        if (to == null && cc == null) {
            return null;
        }
        var errors = new ArrayList<FieldError>();
        var taken = new LinkedHashSet<String>();
        var typed = AddressFields.sentTo(participants("to", to, taken, errors), participants("cc", cc, taken, errors));
        if (to == null || to.isEmpty()) {
            errors.add(new FieldError("to", "must name somebody"));
        }
        if (Boolean.TRUE.equals(replyAll)) {
            errors.add(new FieldError("replyAll", "must not be given together with to"));
        }
        if (taken.size() > Recipients.MAX) {
            errors.add(new FieldError("to", "must be at most " + Recipients.MAX + " addresses, together with cc"));
        }
        if (!errors.isEmpty()) {
            throw new Failure.Invalid(errors);
        }
        return AddressFieldsJson.write(typed);
    }

    private static List<Participant> participants(
            String field, @Nullable List<String> addresses, Set<String> taken, List<FieldError> errors) {
        var participants = new ArrayList<Participant>();
        if (addresses == null) {
            return participants;
        }
        for (var i = 0; i < addresses.size(); i++) {
            var address = addresses.get(i);
            if (address == null || !MailboxAddress.isValid(address.strip())) {
                errors.add(new FieldError(field + "[" + i + "]", "must be an e-mail address"));
            } else if (taken.add(address.strip().toLowerCase(Locale.ROOT))) {
                participants.add(new Participant(address.strip(), ""));
            }
        }
        return participants;
    }
}
