package co.getanswers.intake;

import static co.getanswers.account.BatchStatement.NOW;

import co.getanswers.account.BatchStatement;
import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.SettledElsewhere;
import co.getanswers.intake.IngestChanges.SettledCard;
import co.getanswers.objective.ObjectiveStatus;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Writes that a person settled cards in another mail program. */
final class SettledCards {
    private SettledCards() {}

    private record Row(SettledCard settled, SettledElsewhere reason) {}

    /** A scheduled objective would come back without its day, so its status is not recorded for a withdrawal. */
    private static final BatchStatement<Row> SETTLE = BatchStatement.<Row>columns()
            .uuid("id", row -> row.settled().card().id())
            .text("override_reason", row -> row.reason().reason())
            .text(
                    "objective_before",
                    row -> row.settled().before() == ObjectiveStatus.SCHEDULED
                            ? null
                            : row.settled().before().value())
            .expression("status", "'" + ActionStatus.REJECTED.value() + "'")
            .expression("decided_by", "'" + Decider.PERSON.value() + "'")
            .expression("resolved_at", NOW)
            .expression("updated_at", NOW)
            .expression("approved_at", "null")
            .update("agent_actions");

    /** The statements, with the changes of the counters; none if there are no cards. */
    static Stream<Uni<Void>> write(
            Mailbox mailbox, List<SettledCard> cards, SettledElsewhere reason, ExecutionStore executions) {
        if (cards.isEmpty()) {
            return Stream.empty();
        }
        cards.forEach(settled -> count(mailbox, settled.card()));
        var kept = cards.stream()
                .map(SettledCard::card)
                .filter(WaitingCard::keptDraft)
                .map(WaitingCard::id)
                .toList();
        return Stream.of(
                SETTLE.execute(
                        mailbox,
                        cards.stream().map(settled -> new Row(settled, reason)).toList()),
                executions.discard(mailbox, kept));
    }

    private static void count(Mailbox mailbox, WaitingCard card) {
        mailbox.counters().resolved(mailbox.now(), false);
        if (!card.keptDraft()) {
            mailbox.counters().add(Counter.pending(card.risk()), -1);
        } else if (card.resolvedAt() != null && isSameDay(card.resolvedAt(), mailbox.now())) {
            mailbox.counters().unresolved(card.resolvedAt(), true);
        }
    }

    private static boolean isSameDay(Instant one, Instant other) {
        return one.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(other.atOffset(ZoneOffset.UTC).toLocalDate());
    }
}
