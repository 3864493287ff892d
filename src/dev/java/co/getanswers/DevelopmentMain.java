package co.getanswers;

import co.getanswers.schema.dev.DevelopmentCommands;

/** The program's entry in a checkout: all commands, including those of development. */
public final class DevelopmentMain {
    private DevelopmentMain() {}

    public static void main(String... args) {
        GetAnswers.main(DevelopmentCommands.BY_NAME, args);
    }
}
