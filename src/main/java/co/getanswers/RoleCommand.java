package co.getanswers;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Environment;
import co.getanswers.platform.InvalidSetting;
import co.getanswers.platform.Role;
import co.getanswers.platform.Roles;
import io.quarkus.runtime.Quarkus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Runs the program in one role until it is stopped. */
abstract class RoleCommand implements Callable<Integer> {
    private final Role role;

    private RoleCommand(Role role) {
        this.role = role;
    }

    @Override
    public Integer call() {
        Environment.apply();
        // In dev mode the configuration gives serve the other roles as well.
        if (role != Role.SERVE) {
            System.setProperty(Roles.PROPERTY, EnumValue.of(role));
            // There are no requests in flight to wait for.
            System.setProperty("quarkus.shutdown.delay", "0s");
        }
        Quarkus.run();
        return 0;
    }

    /**
     * The role that the only argument names, or that the environment chooses if there are no arguments.
     *
     * @return empty if the arguments are anything else
     * @throws InvalidSetting if the environment chooses two roles
     */
    static Optional<RoleCommand> parse(String[] arguments, Map<String, String> environment) {
        if (arguments.length == 0) {
            return Optional.of(fromEnvironment(environment));
        }
        return Stream.<RoleCommand>of(new Serve(), new Worker(), new Scheduler())
                .filter(command -> arguments.length == 1 && arguments[0].equals(EnumValue.of(command.role)))
                .findFirst();
    }

    /**
     * The role that the variables of the Python service's container choose.
     *
     * @throws InvalidSetting if they choose two
     */
    private static RoleCommand fromEnvironment(Map<String, String> environment) {
        var worker = isSet(environment, "RUN_WORKER");
        var scheduler = isSet(environment, "RUN_BEAT");
        if (worker && scheduler) {
            throw new InvalidSetting("RUN_WORKER and RUN_BEAT are both true: set one of them, and start the other role"
                    + " as a process of its own.");
        }
        return worker ? new Worker() : scheduler ? new Scheduler() : new Serve();
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        var value = environment.getOrDefault(variable, "").strip();
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    @Command(name = "serve", description = "Serves the REST API (the default).", mixinStandardHelpOptions = true)
    static final class Serve extends RoleCommand {
        Serve() {
            super(Role.SERVE);
        }
    }

    @Command(
            name = "worker",
            description =
                    "Executes approved actions; any number of workers share them. RUN_WORKER=true starts it, too.",
            mixinStandardHelpOptions = true)
    static final class Worker extends RoleCommand {
        Worker() {
            super(Role.WORKER);
        }
    }

    @Command(
            name = "scheduler",
            description = "Runs periodic jobs; one of several is active. RUN_BEAT=true starts it, too.",
            mixinStandardHelpOptions = true)
    static final class Scheduler extends RoleCommand {
        Scheduler() {
            super(Role.SCHEDULER);
        }
    }
}
