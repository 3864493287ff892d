package co.getanswers.review;

import co.getanswers.delivery.Reply;
import co.getanswers.mail.Recipients;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** Opens to the benchmark the statements and rules of this package that the service uses. */
public final class ReviewStatements {
    private static final QueueQuery PENDING = QueueQuery.of(QueueQuery.Choices.NONE);

    public static final String QUEUE = QueueStatement.of(PENDING);
    public static final String THREAD = ThreadView.OF_CONVERSATION;
    public static final String STATS = Stats.SQL;
    public static final String DECIDE = DecisionService.DECIDE;
    public static final int TOTAL_CAP = QueueQuery.TOTAL_CAP;

    private static final Duration UNDO_WINDOW = Duration.ofSeconds(10);

    private ReviewStatements() {}

    /** @param cursor null for the first page */
    public static Tuple queueParameters(UUID user, int limit, String cursor) {
        return Queue.parameters(user, PENDING, limit, cursor).getDelegate();
    }

    public static Tuple approval(UUID user, UUID card) {
        return DecisionService.parameters(user, null, card, Decision.approve(null, null), UNDO_WINDOW)
                .getDelegate();
    }

    public static Stats.GlobalStatus status(int pending, int high) {
        return Stats.status(pending, high);
    }

    /** @return null where nobody can be answered */
    public static Recipients recipients(Row card) {
        return CardRecipients.of(wrapped(card)).chosen();
    }

    /** @return null where they are the same */
    public static Recipients replyAllRecipients(Row card) {
        return CardRecipients.of(wrapped(card)).otherOfAll();
    }

    private static io.vertx.mutiny.sqlclient.Row wrapped(Row row) {
        return io.vertx.mutiny.sqlclient.Row.newInstance(row);
    }

    /** @return null if there is no message */
    public static String subject(Row card) {
        return card.getString("sender_email") == null ? null : Reply.subject(card.getString("subject"));
    }

    public static String excerpt(String text) {
        return ThreadView.excerpt(text);
    }

    /** @return null for none */
    public static String badge(String type, boolean newestMessage, String status, String decidedBy) {
        var badge = ThreadView.badge(
                ThreadView.Type.valueOf(type.toUpperCase(Locale.ROOT)), newestMessage, status, decidedBy);
        return badge == null ? null : badge.value();
    }
}
