package co.getanswers.triage;

import java.util.List;
import java.util.stream.Stream;

/**
 * Phrases by which answering programs give themselves away, where their header fields do not.
 *
 * @param subject beginnings of subjects that only programs write
 * @param absence subjects of absence notices, if nothing or a colon follows
 * @param text what only programs say
 * @param away what absence notices say, and people as well
 * @param greeting how absence notices begin
 * @param receipt confirmations that something arrived
 * @param ticket words for what a ticket system numbers
 */
record AutoReplyLexicon(
        Phrases subject,
        Phrases absence,
        Phrases text,
        Phrases away,
        Phrases greeting,
        Phrases receipt,
        Phrases ticket) {

    static AutoReplyLexicon of(List<LanguageFile> files) {
        return new AutoReplyLexicon(
                Phrases.of(files, "auto-reply.subject"),
                Phrases.of(files, "auto-reply.absence"),
                Phrases.of(files, "auto-reply.text"),
                Phrases.of(files, "auto-reply.away"),
                Phrases.of(files, "auto-reply.greeting"),
                Phrases.of(files, "auto-reply.receipt"),
                Phrases.of(files, "auto-reply.ticket"));
    }

    Stream<Phrases> lists() {
        return Stream.of(subject, absence, text, away, greeting, receipt, ticket);
    }
}
