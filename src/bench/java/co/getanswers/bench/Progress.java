package co.getanswers.bench;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Prints what is being done, with the time. */
final class Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Progress() {}

    static void say(String what) {
        System.err.println(TIME.format(LocalTime.now()) + "  " + what);
    }
}
