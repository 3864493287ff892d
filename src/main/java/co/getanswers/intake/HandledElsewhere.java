package co.getanswers.intake;

import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.Lifecycle;
import co.getanswers.action.SettledElsewhere;
import co.getanswers.intake.IngestChanges.SettledCard;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.database.Pipeline;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Settles the cards of messages that the person marked as answered, or took out of the inbox, in another mail program. */
@ApplicationScoped
public class HandledElsewhere {
    /** The condition on a row {@code a} of agent_actions: it waits for the person. */
    public static final String WAITS = WaitingCardReader.WAITS;

    /** The condition on a row {@code a} of agent_actions of user $1: an answer from another mail program settles it. */
    public static final String UNTOUCHED = WaitingCardReader.UNTOUCHED;

    /**
     * The condition on a row {@code a} of agent_actions: it waits for the person, who has not changed it. The changes of
     * another program bear no date, so that they could be earlier than the person's.
     */
    public static final String MAY_BE_SETTLED =
            "%s and a.updated_at is null and a.user_edit is null".formatted(WaitingCardReader.WAITS);

    private static final String CARDS = """
            select %s, o.status as objective_status
            from agent_actions a
            join conversations c on c.user_id = $1 and c.id = a.conversation_id
            join objectives o on o.user_id = $1 and o.id = c.objective_id
            join messages m on m.user_id = $1 and m.id = a.message_id
            where a.user_id = $1 and a.message_id = any($2) and %s""".formatted(WaitingCardReader.COLUMNS, MAY_BE_SETTLED);

    private static final String MOVE = """
            update objectives o
            set status = $3, due_at = null, updated_at = $4
            where o.user_id = $1 and o.id = any($2) and o.status = 'waiting_on_you'
              and not exists (
                select
                from (select id, user_id from conversations where objective_id = o.id offset 0) c
                cross join lateral (select * from agent_actions where conversation_id = c.id offset 0) a
                where c.user_id = $1 and a.user_id = $1 and %s)""".formatted(WaitingCardReader.WAITS);

    private final MailboxTransaction transactions;
    private final ExecutionStore executions;

    HandledElsewhere(MailboxTransaction transactions, ExecutionStore executions) {
        this.transactions = transactions;
        this.executions = executions;
    }

    /**
     * Messages that the person has handled.
     *
     * @param moved those that lie in the inbox no more
     */
    public record Handled(Set<UUID> answered, Set<UUID> moved) {
        public boolean isEmpty() {
            return answered.isEmpty() && moved.isEmpty();
        }
    }

    /** @param isTrue asked in the transaction: whether what was found in the mailbox still counts */
    public Uni<Void> settle(UUID userId, Handled handled, Function<Mailbox, Uni<Boolean>> isTrue) {
        return handled.isEmpty()
                ? Uni.createFrom().voidItem()
                : transactions.run(
                        userId,
                        mailbox -> isTrue.apply(mailbox)
                                .chain(stillTrue -> stillTrue
                                        ? settle(mailbox, handled.answered(), SettledElsewhere.MARKED_ANSWERED)
                                                .chain(() -> settle(mailbox, handled.moved(), SettledElsewhere.MOVED))
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> settle(Mailbox mailbox, Set<UUID> messages, SettledElsewhere reason) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return mailbox.client()
                .preparedQuery(CARDS)
                .execute(Tuple.of(mailbox.userId(), messages.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new SettledCard(
                                WaitingCardReader.card(row),
                                EnumValue.parse(ObjectiveStatus.class, row.getString("objective_status"))))
                        .filter(settled -> settled.card().untouched())
                        .toList())
                .chain(cards -> cards.isEmpty() ? Uni.createFrom().voidItem() : write(mailbox, cards, reason));
    }

    private Uni<Void> write(Mailbox mailbox, List<SettledCard> cards, SettledElsewhere reason) {
        return Pipeline.of(Stream.concat(
                                SettledCards.write(mailbox, cards, reason, executions),
                                Stream.of(move(mailbox, cards, Lifecycle.objectiveAfter(reason))))
                        .toList())
                .replaceWithVoid();
    }

    private static Uni<Void> move(Mailbox mailbox, List<SettledCard> cards, ObjectiveStatus next) {
        return move(
                mailbox,
                cards.stream()
                        .map(settled -> settled.card().objectiveId())
                        .distinct()
                        .toArray(UUID[]::new),
                next);
    }

    /** Settles those of the objectives that wait on the person, and of whose cards none does any more. */
    public static Uni<Void> handle(Mailbox mailbox, UUID[] objectives) {
        return move(mailbox, objectives, ObjectiveStatus.HANDLED);
    }

    private static Uni<Void> move(Mailbox mailbox, UUID[] objectives, ObjectiveStatus next) {
        return mailbox.client()
                .preparedQuery(MOVE)
                .execute(Tuple.of(
                        mailbox.userId(),
                        objectives,
                        next.value(),
                        mailbox.now().atOffset(ZoneOffset.UTC)))
                .invoke(rows -> mailbox.counters()
                        .add(Counter.WAITING_ON_YOU, -rows.rowCount())
                        .add(Counter.objectives(next.value()), rows.rowCount()))
                .replaceWithVoid();
    }
}
