package co.getanswers.triage;

import co.getanswers.mail.ParsedMail;

/** A line of at most 200 characters for the queue, with the sender, the intent and the beginning of the text. */
final class SummaryLine {
    private static final int LONGEST = 200;
    private static final int LONGEST_SUBJECT = 90;

    private SummaryLine() {}

    static String of(ParsedMail mail, MessageText message, ActionType type) {
        var verb = switch (type) {
            case DRAFT -> " asks";
            case SEND -> " says thanks";
            case SCHEDULE -> " proposes a meeting";
            case FILE -> " informs";
            case TRIAGE -> " writes";
        };
        var subject = OneLine.of(mail.subject(), LONGEST_SUBJECT);
        var text = OneLine.of(message.newText(), LONGEST);
        var said = subject.isEmpty() || text.isEmpty() ? subject + text : subject + " – " + text;
        var who = SenderDescription.describe(mail.sender()) + verb;
        return OneLine.of(said.isEmpty() ? who + "." : who + ": " + said, LONGEST);
    }
}
