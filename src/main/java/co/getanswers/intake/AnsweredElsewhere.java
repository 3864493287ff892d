package co.getanswers.intake;

import java.util.Collections;

/** Decides whether a mail that the person sent with another program settles a card. */
final class AnsweredElsewhere {
    private AnsweredElsewhere() {}

    /**
     * Tells whether the mail settles the card. It goes to somebody whom a reply to the card's message would reach, and is no
     * earlier than the message and the person's last change of the card. It refers to the message, or follows it in its
     * conversation without answering an earlier one.
     *
     * @param sameConversation whether the mail lies in the conversation of the card
     */
    static boolean settles(SentAnswer sent, WaitingCard card, boolean sameConversation) {
        var mailId = card.mailId();
        return card.untouched()
                && mailId != null
                && !sent.byProgram()
                && !Collections.disjoint(sent.recipients(), card.authors())
                && !sent.sentAt().isBefore(card.mailAt())
                && (card.updatedAt() == null || !sent.sentAt().isBefore(card.updatedAt()))
                && (sent.references().contains(mailId) || sameConversation && !answersEarlier(sent, card));
    }

    private static boolean answersEarlier(SentAnswer sent, WaitingCard card) {
        return sent.answeredAt() != null && sent.answeredAt().isBefore(card.mailAt());
    }
}
