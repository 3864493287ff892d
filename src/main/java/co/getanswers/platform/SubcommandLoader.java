package co.getanswers.platform;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Commands under another, of which only the one that is asked for is looked at: to read the options of all of them takes
 * longer than most of them run.
 */
public final class SubcommandLoader {
    private SubcommandLoader() {}

    /**
     * @param commands by their names, in the order in which help lists them; a class, an object, or a command line
     * @param arguments what was typed; all commands are added where the first of it is none of them
     */
    public static CommandLine add(CommandLine to, Map<String, ?> commands, List<String> arguments) {
        var asked = arguments.isEmpty() ? null : commands.get(arguments.get(0));
        if (asked == null) {
            commands.forEach(to::addSubcommand);
        } else {
            to.addSubcommand(arguments.get(0), asked);
        }
        return to;
    }
}
