package co.getanswers.bench;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Tells whoever waits what goes on. */
final class Progress {
    private Progress() {}

    static void say(String what) {
        System.err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + what);
    }
}
