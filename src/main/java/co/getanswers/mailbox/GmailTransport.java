package co.getanswers.mailbox;

import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.DeliveryFailure.Kind;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.SendGate;
import co.getanswers.delivery.Transport;
import co.getanswers.delivery.WrittenReply;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.Participant;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.mailbox.gmail.GmailApi;
import co.getanswers.mailbox.gmail.GmailApi.Sent;
import co.getanswers.mailbox.gmail.GmailFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends replies by drafts at Gmail, each of which Gmail sends once: a draft that is there was not sent, and one that is gone
 * was. So a repeated attempt sends nothing twice, and a lost answer is no riddle as long as Gmail can be asked.
 */
final class GmailTransport implements Transport {
    private static final Logger LOG = Logger.getLogger(GmailTransport.class);
    private static final Duration WITHOUT_PERMISSION = Duration.ofMinutes(5);

    private final GmailApi mailbox;
    private final Drafts drafts;

    GmailTransport(GmailApi mailbox, Drafts drafts) {
        this.mailbox = mailbox;
        this.drafts = drafts;
    }

    /** The memory of drafts between attempts; each attempt changes what it knows of its own draft alone. */
    interface Drafts {
        /** @param begun true once Gmail may have accepted it */
        record Draft(String id, boolean begun) {}

        Optional<Draft> find(UUID actionId);

        /** The thread at Gmail that the reply belongs to. */
        Optional<String> thread(UUID actionId);

        /** @return false if another attempt has a draft by now */
        boolean keep(UUID actionId, String draftId);

        /**
         * Records that Gmail may accept the draft from here on.
         *
         * @return false if the draft is no longer that of the reply
         */
        boolean begin(UUID actionId, String draftId);

        void forget(UUID actionId, String draftId);

        /** Records what became of the draft, so that it is not read as new mail. */
        void sent(UUID actionId, String draftId, String gmailId, String threadId);
    }

    @Override
    public String send(Reply reply, SendGate gate) throws DeliveryFailure {
        var mail = WrittenReply.of(reply).bytes();
        String draft;
        try {
            gate.over(mailbox::abort);
            var earlier = drafts.find(reply.actionId()).orElse(null);
            if (earlier != null && earlier.begun()) {
                var sent = mailbox.sent(reply.messageId());
                if (sent.isPresent()) {
                    requireSame(sent.get(), mail);
                    drafts.forget(reply.actionId(), earlier.id());
                    return sent.get();
                }
            }
            draft = place(reply, mail, earlier);
        } catch (IOException failed) {
            throw notSent(failed);
        }
        try {
            requireOwn(drafts.begin(reply.actionId(), draft));
            gate.begin();
        } catch (SendGate.Closed closed) {
            discard(reply, draft);
            throw closed;
        }
        return sendDraft(reply, draft);
    }

    /** An attempt whose draft was replaced has lost its lease: it sends nothing. */
    private static void requireOwn(boolean own) {
        if (!own) {
            throw new SendGate.Closed();
        }
    }

    /** A reply that was changed after an attempt does not count as sent because that attempt has succeeded. */
    private void requireSame(String sentId, byte[] mail) throws IOException, DeliveryFailure {
        if (!same(mailbox.mail(sentId, MailReader.MAX_SIZE).bytes(), mail)) {
            throw new DeliveryFailure(
                    Kind.PERMANENT,
                    "Gmail sent an earlier version of this reply; the present one was not sent. To send it as well, answer"
                            + " the conversation with it.",
                    null,
                    Duration.ZERO);
        }
    }

    private static boolean same(byte[] sent, byte[] present) {
        var one = MailReader.read(sent, Instant.EPOCH);
        var other = MailReader.read(present, Instant.EPOCH);
        return one.text().equals(other.text())
                && one.subject().equals(other.subject())
                && addresses(one).equals(addresses(other));
    }

    private static Set<String> addresses(ParsedMail mail) {
        return mail.recipients().stream().map(Participant::email).collect(Collectors.toSet());
    }

    /** Puts the reply as it is now into its draft, or into a new one. */
    private String place(Reply reply, byte[] mail, Drafts.@Nullable Draft earlier) throws IOException, DeliveryFailure {
        var thread = drafts.thread(reply.actionId()).orElse(null);
        if (earlier != null) {
            try {
                mailbox.updateDraft(earlier.id(), mail, thread);
                return earlier.id();
            } catch (GmailFailure failed) {
                if (failed.kind() != GmailFailure.Kind.ABSENT) {
                    throw failed;
                }
                drafts.forget(reply.actionId(), earlier.id());
                if (earlier.begun()) {
                    throw new DeliveryFailure(
                            Kind.PERMANENT,
                            "Gmail no longer has the draft of this reply: it was sent, or removed at Gmail. Look into the"
                                    + " sent mail there; if it is missing, try again.",
                            failed);
                }
            }
        }
        var created = create(mailbox, mail, thread).id();
        if (!drafts.keep(reply.actionId(), created)) {
            discard(reply, created);
            throw new SendGate.Closed();
        }
        return created;
    }

    /** A thread that was deleted meanwhile holds no reply up. */
    static GmailApi.CreatedDraft create(GmailApi mailbox, byte[] mail, @Nullable String thread) throws IOException {
        try {
            return mailbox.createDraft(mail, thread);
        } catch (GmailFailure failed) {
            if (thread == null || failed.kind() != GmailFailure.Kind.ABSENT) {
                throw failed;
            }
            return mailbox.createDraft(mail, null);
        }
    }

    private String sendDraft(Reply reply, String draft) throws DeliveryFailure {
        Sent sent;
        try {
            sent = mailbox.sendDraft(draft);
        } catch (GmailFailure failed) {
            return switch (failed.kind()) {
                case BUSY, TOKEN_EXPIRED, PERMISSION_LOST -> throw notSent(failed);
                case REFUSED -> {
                    discard(reply, draft);
                    throw notSent(failed);
                }
                case ABSENT, UNREACHABLE, TOO_LARGE -> afterLostAnswer(reply, draft, failed);
            };
        } catch (IOException notConnected) {
            throw notSent(notConnected);
        }
        try {
            drafts.sent(reply.actionId(), draft, sent.id(), sent.threadId());
        } catch (RuntimeException unrecorded) {
            // It is read as the same mail then, by its Message-ID.
            LOG.debugf(unrecorded, "A reply that Gmail sent is not recorded as such");
        }
        return sent.id();
    }

    /** Removes the draft: where that succeeds, it was not sent, and can't be any more. */
    private String afterLostAnswer(Reply reply, String draft, GmailFailure cause) throws DeliveryFailure {
        try {
            if (mailbox.deleteDraft(draft)) {
                drafts.forget(reply.actionId(), draft);
                throw notSent(cause);
            }
            if (cause.kind() != GmailFailure.Kind.ABSENT) {
                return mailbox.sent(reply.messageId()).orElse(draft);
            }
        } catch (IOException | RuntimeException unknown) {
            LOG.debugf(unknown, "Gmail does not tell whether a draft was sent");
        }
        throw new DeliveryFailure(
                Kind.UNCERTAIN,
                "Gmail took the mail and did not answer: nobody knows whether it went out. Look whether it arrived; if it"
                        + " did not, try again.",
                cause);
    }

    /** Removes a draft that will not be sent, where Gmail can be asked. */
    private void discard(Reply reply, String draft) {
        try {
            mailbox.deleteDraft(draft);
            drafts.forget(reply.actionId(), draft);
        } catch (IOException | RuntimeException failed) {
            LOG.debugf(failed, "A draft stays at Gmail that is not sent");
        }
    }

    private static DeliveryFailure notSent(IOException failed) {
        if (!(failed instanceof GmailFailure known)) {
            return new DeliveryFailure(Kind.TEMPORARY, String.valueOf(failed.getMessage()), failed);
        }
        return switch (known.kind()) {
            case PERMISSION_LOST ->
                new DeliveryFailure(Kind.REFUSED_SERVICE, known.getMessage(), known, WITHOUT_PERMISSION);
            case REFUSED, TOO_LARGE -> new DeliveryFailure(Kind.PERMANENT, known.getMessage(), known);
            case BUSY, TOKEN_EXPIRED, ABSENT, UNREACHABLE ->
                new DeliveryFailure(Kind.TEMPORARY, known.getMessage(), known);
        };
    }
}
