package co.getanswers.triage;

import java.util.List;

/**
 * Phrases that tell the writer's intent.
 *
 * @param reservation phrases that limit thanks, or ask for more after them
 */
record IntentLexicon(
        Phrases request,
        Phrases meeting,
        Phrases time,
        Phrases thanks,
        Phrases reservation,
        Phrases information,
        Phrases deadline) {

    static IntentLexicon of(List<LanguageFile> files) {
        return new IntentLexicon(
                Phrases.of(files, "intent.request"),
                Phrases.of(files, "intent.meeting"),
                Phrases.of(files, "intent.time"),
                Phrases.of(files, "intent.thanks"),
                Phrases.of(files, "intent.reservation"),
                Phrases.of(files, "intent.information"),
                Phrases.of(files, "intent.deadline"));
    }
}
