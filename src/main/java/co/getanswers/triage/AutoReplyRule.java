package co.getanswers.triage;

import java.util.regex.Pattern;

/**
 * Recognises what an out-of-office assistant or a ticket system wrote by subject and wording, for mail without the header
 * fields of RFC 3834.
 */
final class AutoReplyRule {
    /** The number of words within which an absence notice thanks for the message. */
    private static final int BEGINNING = 30;

    /** A mark that a mail server puts before subjects, such as {@code [EXTERNAL]}. */
    private static final Pattern TAG = Pattern.compile("^\\s*\\[[\\p{L} -]{1,20}]\\s*");

    /** The number that a ticket system adds to subjects, such as {@code [Ticket 4711]} or {@code #4711}; a year is none. */
    private static final Pattern TICKET_MARK =
            Pattern.compile("#\\s?\\d{2}|[\\[(](?!(?:19|20)\\d\\d[])])[^\\[\\]()]{0,60}\\d{3}[^\\[\\]()]{0,60}[])]");

    private AutoReplyRule() {}

    /** Results, from the surest to none. */
    enum Finding {
        /** A program wrote it. */
        PROGRAM,
        /** A program or an absent person wrote it. */
        ABSENCE,
        NONE
    }

    static Finding find(String rawSubject, MessageText message) {
        var lexicon = Lexicons.get().autoReply();
        var subject = TAG.matcher(rawSubject).replaceFirst("");
        if (lexicon.subject().begin(Words.of(subject))) {
            return Finding.PROGRAM;
        }
        var colon = subject.indexOf(':');
        var absence = lexicon.absence().cover(Words.of(colon < 0 ? subject : subject.substring(0, colon)));
        var program = absence || lexicon.text().occurIn(message.newWords()) || isReceipt(message);
        if (program && !tellsMore(message)) {
            return Finding.PROGRAM;
        }
        return program || isAbsenceNotice(message) ? Finding.ABSENCE : Finding.NONE;
    }

    /** Tells whether the subject bears a number as ticket systems mark their threads. */
    static boolean hasTicketMark(String subject) {
        return TICKET_MARK.matcher(subject).find();
    }

    private static boolean tellsMore(MessageText message) {
        return message.questions() > 0 || Lexicons.get().intent().matter().occurIn(message.newWords());
    }

    private static boolean isAbsenceNotice(MessageText message) {
        var lexicon = Lexicons.get().autoReply();
        return lexicon.greeting().occurIn(message.newWords().first(BEGINNING))
                && lexicon.away().occurIn(message.newWords());
    }

    /** Tells whether the subject bears the number of a ticket, and subject or text say that it was received. */
    private static boolean isReceipt(MessageText message) {
        var lexicon = Lexicons.get().autoReply();
        return message.subject().list().stream().anyMatch(AutoReplyRule::isNumber)
                && lexicon.ticket().occurIn(message.subject())
                && (lexicon.receipt().occurIn(message.subject())
                        || lexicon.receipt().occurIn(message.newWords()));
    }

    private static boolean isNumber(String word) {
        return word.length() > 1 && word.chars().filter(Character::isDigit).count() * 2 >= word.length();
    }
}
