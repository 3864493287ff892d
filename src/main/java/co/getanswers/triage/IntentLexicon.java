package co.getanswers.triage;

import java.util.List;
import java.util.stream.Stream;

/**
 * Phrases that tell the writer's intent.
 *
 * @param calledOff signs that a meeting is called off, moved or over
 * @param matter signs that a message reports or decides something, whatever else it says
 * @param forwarded headings of a message that is passed on
 * @param reservation phrases that limit thanks, or ask for more after them
 */
record IntentLexicon(
        Phrases request,
        Phrases meeting,
        Phrases time,
        Phrases thanks,
        Phrases reservation,
        Phrases information,
        Phrases deadline,
        Phrases calledOff,
        Phrases matter,
        Phrases forwarded) {

    static IntentLexicon of(List<LanguageFile> files) {
        return new IntentLexicon(
                Phrases.of(files, "intent.request"),
                Phrases.of(files, "intent.meeting"),
                Phrases.of(files, "intent.time"),
                Phrases.of(files, "intent.thanks"),
                Phrases.of(files, "intent.reservation"),
                Phrases.of(files, "intent.information"),
                Phrases.of(files, "intent.deadline"),
                Phrases.of(files, "intent.called-off"),
                Phrases.of(files, "intent.matter"),
                Phrases.of(files, "intent.forwarded"));
    }

    Stream<Phrases> lists() {
        return Stream.of(
                request, meeting, time, thanks, reservation, information, deadline, calledOff, matter, forwarded);
    }
}
