package co.getanswers.intake;

import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.MailFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages of the files in a folder or an archive. A file that holds no mail counts as a refused message. */
final class EntrySource implements MailSource {
    /** More than the batch that is stored and the one that is read can hold. */
    private static final int NAMES_KEPT = 8 * Intake.BATCH_MESSAGES;

    private final MailEntries entries;
    private final Map<Long, String> names = new LinkedHashMap<>();
    private @Nullable MboxSource mailbox;
    private String entry = "";
    private String place = "at its beginning";
    private long number;

    EntrySource(MailEntries entries) {
        this.entries = entries;
    }

    @Override
    public Optional<Item> next() throws IOException {
        try {
            var item = mailbox == null ? Optional.<Item>empty() : fromMailbox(mailbox);
            while (item.isEmpty()) {
                place = number == 0 ? place : "after " + entry;
                var next = entries.next();
                if (next.isEmpty()) {
                    break;
                }
                entry = EntryName.shown(next.get().name());
                place = "in " + entry;
                item = first(next.get());
            }
            if (number == 0) {
                throw new UnreadableMail("There is no mail in it.");
            }
            return item;
        } catch (IOException damaged) {
            throw new IOException(place + ": " + reason(damaged), damaged);
        }
    }

    private static String reason(IOException damaged) {
        var message = damaged.getMessage();
        return message == null ? "it ends too early" : EntryName.shown(message);
    }

    /** The only message of a file, or the first of a mailbox. */
    private Optional<Item> first(MailEntries.Entry file) throws IOException {
        var refusal = file.refusal();
        if (refusal != null) {
            return Optional.of(refused(refusal));
        }
        if (EntryName.isMaildirDraft(file.name())) {
            return Optional.of(refused(Intake.DRAFT));
        }
        var content = new Beginning(file.content());
        if (content.isEmpty()) {
            return Optional.of(refused("It is empty."));
        }
        var maildir = EntryName.isInMaildir(file.name());
        var ofMail = maildir || EntryName.isOfMail(file.name());
        return switch (content.format()) {
            case MBOX -> {
                // A Maildir's file is one message, and its text is not quoted.
                if (maildir) {
                    yield message(new MessageSource(content.stream(), MailFormat.MESSAGE));
                }
                yield ofMail || EntryName.hasNoExtension(file.name())
                        ? fromMailbox(new MboxSource(content.stream()))
                        : noMail();
            }
            case MESSAGE, EMLX -> ofMail ? message(new MessageSource(content.stream(), content.format())) : noMail();
            case UNKNOWN -> noMail();
        };
    }

    private Optional<Item> noMail() {
        return Optional.of(refused("It is no mail."));
    }

    /** A loose message is not from Gmail, whose exports are mailboxes: its fields may be anyone's. */
    private Optional<Item> message(MessageSource source) throws IOException {
        return source.next().map(item -> new Item(named(entry), item.raw(), item.refusal(), false));
    }

    private Optional<Item> fromMailbox(MboxSource source) throws IOException {
        try {
            var item = source.next();
            mailbox = item.isPresent() ? source : null;
            return item.map(message -> new Item(
                    named(entry + ", message " + message.number()),
                    message.raw(),
                    message.refusal(),
                    message.fromGmail()));
        } catch (UnreadableMail noMailbox) {
            mailbox = null;
            return Optional.of(refused(noMailbox.getMessage()));
        }
    }

    private Item refused(String reason) {
        return Item.refused(named(entry), reason);
    }

    private long named(String name) {
        number++;
        names.put(number, name);
        names.remove(number - NAMES_KEPT);
        return number;
    }

    @Override
    public String name(long number) {
        return names.getOrDefault(number, "message " + number);
    }

    @Override
    public long consumed() {
        return entries.consumed();
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
