package co.getanswers.delivery;

import co.getanswers.account.MessageIdDomain;
import co.getanswers.action.Decider;
import co.getanswers.mail.Participant;
import co.getanswers.mail.Recipients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reply to be sent. No header text holds a control character.
 *
 * @param messageId derived from the action, so that it is the same at every attempt; without angle brackets, as all ids
 * @param inReplyTo absent if the answered message has no usable id
 * @param references oldest first
 * @param to at least one
 * @param automatic true if no person decided it (RFC 3834)
 * @param sentAt to the second
 */
public record Reply(
        UUID actionId,
        Participant from,
        List<Participant> to,
        List<Participant> cc,
        String subject,
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        boolean automatic,
        String text,
        Instant sentAt) {

    /** The most references: the first of the thread and the latest; servers refuse very long header fields. */
    static final int MAX_REFERENCES = 21;

    private static final Pattern RE = Pattern.compile("^re\\s*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\uFEFF]+");
    private static final Pattern MESSAGE_ID = Pattern.compile("[!-;=?-~]{1,255}");

    /** The domain of ids that this service made for messages without a usable one; no other program knows them. */
    private static final String MADE_UP = "@sha256.invalid";

    /**
     * Composes the reply; a person's has the answered message below its text.
     *
     * @throws Unanswerable when there is nobody to reply to, or there are too many
     */
    public static Reply compose(ReplyContext context, Instant now) {
        var answered = context.answered();
        if (answered == null) {
            throw new Unanswerable("The conversation has no message that could be answered.");
        }
        var recipients = context.recipients();
        if (recipients.areNobody()) {
            throw new Unanswerable(
                    answered.sender().email().isBlank()
                            ? "The message names no sender that could be answered."
                            : "The message names nobody but you who could be answered.");
        }
        if (recipients.areTooMany()) {
            throw new Unanswerable("A reply to all would go to more than " + Recipients.MAX + " people.");
        }
        return new Reply(
                context.actionId(),
                clean(context.owner()),
                recipients.to().stream().map(Reply::clean).toList(),
                recipients.cc().stream().map(Reply::clean).toList(),
                subject(answered.subject()),
                context.actionId() + "@" + MessageIdDomain.of(context.owner().email()),
                isUsable(answered.messageId()) ? answered.messageId() : null,
                references(answered),
                context.decidedBy() == Decider.AGENT,
                text(context, answered),
                Instant.ofEpochSecond(now.getEpochSecond()));
    }

    /** There is nobody to reply to; the message is for the person. */
    public static final class Unanswerable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unanswerable(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /** RFC 5322, section 3.6.4: the answered message's References, else its one In-Reply-To, then its own id. */
    private static List<String> references(ReplyContext.Answered answered) {
        var before = answered.references().isEmpty() && answered.inReplyTo() != null
                ? List.of(answered.inReplyTo())
                : answered.references();
        var ids = new LinkedHashSet<String>();
        before.stream().filter(Reply::isUsable).forEach(ids::add);
        Stream.ofNullable(answered.messageId()).filter(Reply::isUsable).forEach(own -> {
            ids.remove(own);
            ids.add(own);
        });
        var all = new ArrayList<>(ids);
        if (all.size() > MAX_REFERENCES) {
            all.subList(1, all.size() - MAX_REFERENCES + 1).clear();
        }
        return List.copyOf(all);
    }

    private static boolean isUsable(@Nullable String id) {
        return id != null && MESSAGE_ID.matcher(id).matches() && !id.endsWith(MADE_UP);
    }

    /** The same reply under another Message-ID, given without angle brackets. */
    public Reply under(String otherId) {
        return new Reply(actionId, from, to, cc, subject, otherId, inReplyTo, references, automatic, text, sentAt);
    }

    /** The recipients of To and Cc. */
    public List<Participant> recipients() {
        return Stream.concat(to.stream(), cc.stream()).toList();
    }

    private static String text(ReplyContext context, ReplyContext.Answered answered) {
        var quotation = context.decidedBy() == Decider.AGENT ? "" : Quotation.of(answered);
        var text = context.text().stripTrailing() + (quotation.isEmpty() ? "" : "\n\n" + quotation);
        return text.replaceAll("\\r\\n?|\\n", "\r\n");
    }

    /** The subject of a reply to a message with this subject; never empty. */
    public static String subject(String answered) {
        var subject = line(answered);
        return RE.matcher(subject).matches() ? subject : ("Re: " + subject).strip();
    }

    private static Participant clean(Participant participant) {
        return new Participant(participant.email().strip(), line(participant.name()));
    }

    /** Makes one line of a name or subject, so that no part of it begins a header field. */
    static String line(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }
}
