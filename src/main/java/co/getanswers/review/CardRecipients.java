package co.getanswers.review;

import co.getanswers.mail.AddressFieldsJson;
import co.getanswers.mail.Direction;
import co.getanswers.mail.OwnAddresses;
import co.getanswers.mail.Participant;
import co.getanswers.mail.Recipients;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of a card's reply.
 *
 * @param chosen null where nobody can be answered
 * @param all the recipients of a reply to all
 */
record CardRecipients(@Nullable Recipients chosen, @Nullable Recipients all) {
    private static final CardRecipients NONE = new CardRecipients(null, null);

    /** Finds the recipients from the columns of a card. */
    static CardRecipients of(Row row) {
        var sender = row.getString("sender_email");
        if (sender == null || Boolean.TRUE.equals(row.getBoolean("unanswerable"))) {
            return NONE;
        }
        var message = new Recipients.Answered(
                new Participant(sender, row.getString("sender_name")),
                AddressFieldsJson.read(row.getString("mail_addresses")),
                Direction.OUTGOING.value().equals(row.getString("direction")));
        var own = OwnAddresses.of(row.getArrayOfStrings("own_addresses"));
        var all = Recipients.of(message, own::contains, true);
        var typed = AddressFieldsJson.readRecipients(row.getString("typed_recipients"));
        if (typed != null) {
            return new CardRecipients(typed, all);
        }
        var chosen = row.getBoolean("reply_all") ? all : Recipients.of(message, own::contains, false);
        return new CardRecipients(chosen.areNobody() ? null : chosen, all);
    }

    /** The recipients of a reply to all, if they are others, and not too many to reply to. */
    @Nullable Recipients otherOfAll() {
        return all == null || all.areNobody() || all.areTooMany() || Objects.equals(all, chosen) ? null : all;
    }
}
