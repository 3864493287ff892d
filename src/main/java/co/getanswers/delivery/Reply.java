package co.getanswers.delivery;

import co.getanswers.action.Decider;
import co.getanswers.mail.Domain;
import co.getanswers.mail.Participant;
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
 * @param automatic true if no person decided it (RFC 3834)
 * @param sentAt to the second
 */
public record Reply(
        UUID actionId,
        Participant from,
        Participant to,
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
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63})*");

    /** The domain of ids that this service made for messages without a usable one; no other program knows them. */
    private static final String MADE_UP = "@sha256.invalid";

    private static final String NO_DOMAIN = "getanswers.invalid";

    /** @throws Unanswerable when there is nobody to reply to */
    public static Reply compose(ReplyContext context, Instant now) {
        var answered = context.answered();
        if (answered == null) {
            throw new Unanswerable("The conversation has no message that could be answered.");
        }
        if (answered.sender().email().isBlank()) {
            throw new Unanswerable("The message names no sender that could be answered.");
        }
        var references = references(answered);
        return new Reply(
                context.actionId(),
                clean(context.owner()),
                clean(answered.sender()),
                subject(answered.subject()),
                context.actionId() + "@" + domain(context.owner().email()),
                isUsable(answered.messageId()) ? answered.messageId() : null,
                references,
                context.decidedBy() == Decider.AGENT,
                context.text().replaceAll("\\r\\n?|\\n", "\r\n").stripTrailing(),
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

    private static String subject(String answered) {
        var subject = line(answered);
        return RE.matcher(subject).matches() ? subject : ("Re: " + subject).strip();
    }

    private static String domain(String address) {
        var domain = Domain.ascii(Domain.of(address));
        return DOMAIN.matcher(domain).matches() ? domain : NO_DOMAIN;
    }

    private static Participant clean(Participant participant) {
        return new Participant(participant.email().strip(), line(participant.name()));
    }

    /** Makes one line of a name or subject, so that no part of it begins a header field. */
    private static String line(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }
}
