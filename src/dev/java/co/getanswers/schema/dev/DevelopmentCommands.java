package co.getanswers.schema.dev;

import co.getanswers.schema.cli.MigrateSubcommand;
import java.util.Map;

/** The subcommands of {@code migrate} that need a checkout, and libraries that the packaged application leaves out. */
public final class DevelopmentCommands {
    public static final Map<String, Class<? extends MigrateSubcommand>> BY_NAME = Map.of(
            "revision", RevisionCommand.class,
            "check", CheckCommand.class,
            "verify", VerifyCommand.class,
            "lint", LintCommand.class,
            "renumber", RenumberCommand.class,
            "squash", SquashCommand.class,
            "upgrade", CheckoutUpgradeCommand.class);

    private DevelopmentCommands() {}
}
