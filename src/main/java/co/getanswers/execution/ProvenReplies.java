package co.getanswers.execution;

import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.ExecutionStore.Proven;
import co.getanswers.action.Lease;
import co.getanswers.action.MailEvidence;
import co.getanswers.action.SendingProof;
import co.getanswers.action.Uncertain;
import co.getanswers.action.UncertainReplies;
import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.ReplyContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Settles executions whose mail may or may not have been sent, once there is a proof. A proof that comes while a worker holds
 * the execution is recorded, and counts if the worker turns out to be dead.
 */
@ApplicationScoped
class ProvenReplies implements UncertainReplies {
    private static final Logger LOG = Logger.getLogger(ProvenReplies.class);
    private static final String NOT_SENT = "The provider of your mailbox did not send it; it is tried again.";

    private final MailboxTransaction mailboxes;
    private final ExecutionStore executions;
    private final MeterRegistry metrics;

    ProvenReplies(MailboxTransaction mailboxes, ExecutionStore executions, MeterRegistry metrics) {
        this.mailboxes = mailboxes;
        this.executions = executions;
        this.metrics = metrics;
    }

    @Override
    public Uni<Void> settle(Mailbox mailbox, List<Uncertain> uncertain, List<MailEvidence> evidence) {
        var open =
                new HashMap<>(uncertain.stream().collect(Collectors.toMap(Uncertain::actionId, Function.identity())));
        return inTurn(evidence, one -> judge(mailbox, one, open));
    }

    /** The first mail that proves something counts. */
    private Uni<Void> judge(Mailbox mailbox, MailEvidence evidence, Map<UUID, Uncertain> open) {
        var uncertain = open.get(evidence.actionId());
        if (uncertain == null) {
            return Uni.createFrom().voidItem();
        }
        return ReplyContext.read(mailbox.client(), mailbox.userId(), uncertain.actionId())
                .chain(context -> {
                    var reply = context == null ? Optional.<Reply>empty() : reply(context, uncertain.dueAt());
                    var verdict = reply.flatMap(sent -> verdict(mailbox, evidence, sent, context.own(), uncertain));
                    if (verdict.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    open.remove(uncertain.actionId());
                    return record(mailbox, uncertain, reply.get(), verdict.get());
                });
    }

    /** A fault in the judgement of one mail does not keep it from being stored. */
    private static Optional<SendingEvidence.Verdict> verdict(
            Mailbox mailbox, MailEvidence evidence, Reply reply, Set<String> own, Uncertain uncertain) {
        try {
            return SendingEvidence.of(evidence, reply, own, uncertain.first(), mailbox.now());
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "A mail about the reply %s could not be judged", uncertain.actionId());
            return Optional.empty();
        }
    }

    private Uni<Void> record(Mailbox mailbox, Uncertain uncertain, Reply reply, SendingEvidence.Verdict verdict) {
        var reason = verdict.proof().isSent() ? SentReply.outcome(reply) + " " + verdict.reason() : verdict.reason();
        return executions
                .recordProof(mailbox, uncertain, verdict.proof(), reason, null)
                .chain(() -> uncertain.unknown()
                        ? settle(mailbox, uncertain.actionId())
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> sent(UUID userId, UUID actionId, int attempt, String providerId) {
        return mailboxes.run(
                userId,
                mailbox -> executions
                        .uncertain(mailbox, List.of(actionId))
                        .map(found -> found.stream()
                                .filter(one -> one.unknown() && one.attempt() == attempt)
                                .toList())
                        .chain(found -> inTurn(found, one -> sent(mailbox, one, providerId))));
    }

    private Uni<Void> sent(Mailbox mailbox, Uncertain uncertain, String providerId) {
        return ReplyContext.read(mailbox.client(), mailbox.userId(), uncertain.actionId())
                .map(context -> told(context, mailbox.now()))
                .chain(told -> executions.recordProof(mailbox, uncertain, SendingProof.PROVIDER, told, providerId))
                .chain(() -> settle(mailbox, uncertain.actionId()));
    }

    private static String told(@Nullable ReplyContext context, Instant now) {
        var reply = context == null ? Optional.<Reply>empty() : reply(context, now);
        return reply.map(sent -> SentReply.outcome(sent) + " ").orElse("") + "The provider of your mailbox says so.";
    }

    @Override
    public Uni<Void> notSent(UUID userId, UUID actionId, int attempt, Function<Mailbox, Uni<Void>> record) {
        return mailboxes.run(
                userId,
                mailbox -> record.apply(mailbox)
                        .chain(() -> executions.requeueUnsent(mailbox, actionId, attempt, NOT_SENT))
                        .invoke(requeued -> {
                            if (requeued) {
                                count(mailbox, "not_sent");
                            }
                        })
                        .replaceWithVoid());
    }

    @Override
    public Uni<Boolean> hold(UUID userId, UUID actionId, int attempt, String holder) {
        return executions.holdUnknown(userId, actionId, attempt, holder);
    }

    @Override
    public Uni<Void> letGo(UUID userId, UUID actionId, String holder) {
        return executions.letGo(userId, actionId, holder);
    }

    /** Settles those that became unknown after the proof had come, and returns their number; fails after the last. */
    Uni<Long> settleProven(int limit) {
        return executions
                .proven(limit)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUni(this::settle)
                        .collectFailures()
                        .concatenate()
                        .collect()
                        .last()
                        .replaceWith((long) found.size()));
    }

    private Uni<Void> settle(Proven proven) {
        return mailboxes.run(proven.userId(), mailbox -> settle(mailbox, proven.actionId()));
    }

    private Uni<Void> settle(Mailbox mailbox, UUID actionId) {
        return executions
                .settle(mailbox, actionId, (lease, dueAt, proof) -> store(mailbox, lease, dueAt, proof))
                .invoke(proof -> proof.ifPresent(known -> count(mailbox, known.value())))
                .replaceWithVoid();
    }

    private void count(Mailbox mailbox, String proof) {
        mailbox.afterCommit()
                .add(() -> metrics.counter("getanswers.executions.settled", "proof", proof)
                        .increment());
    }

    /** Writes the reply into its conversation, as it is written now, unless mail brought it. */
    private static Uni<Void> store(Mailbox mailbox, Lease lease, Instant dueAt, SendingProof proof) {
        return ReplyContext.read(mailbox.client(), lease.userId(), lease.actionId())
                .chain(context -> {
                    var reply = context == null ? Optional.<Reply>empty() : reply(context, dueAt);
                    return reply.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : new SentReply(
                                            lease,
                                            context.conversationId(),
                                            reply.get(),
                                            copy(reply.get(), context, proof))
                                    .store(mailbox);
                });
    }

    /** @return null if the folder of sent mail holds the reply, or another than the worker puts it there */
    private static SentReply.@Nullable Copy copy(Reply reply, ReplyContext context, SendingProof proof) {
        if (proof == SendingProof.SENT_FOLDER) {
            return null;
        }
        try {
            return SentReply.Copy.of(reply, context.account());
        } catch (DeliveryFailure unwritable) {
            LOG.debugf(unwritable, "No copy of the reply %s can be written", reply.actionId());
            return null;
        }
    }

    /** @return empty if the conversation changed so that nobody could be answered any more */
    private static Optional<Reply> reply(ReplyContext context, Instant at) {
        try {
            return Optional.of(Reply.compose(context, at));
        } catch (Reply.Unanswerable unanswerable) {
            return Optional.empty();
        }
    }

    private static <T> Uni<Void> inTurn(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item).replaceWith(item))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
