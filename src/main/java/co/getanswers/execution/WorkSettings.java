package co.getanswers.execution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How a worker carries out what was decided. */
@ConfigMapping(prefix = "getanswers.work")
public interface WorkSettings {
    /** Where replies go. */
    @WithDefault("smtp")
    TransportKind transport();

    /** In which folder the maildir transport keeps a mailbox for each address that is written to. */
    @WithDefault(".dev/maildir")
    Path maildir();

    /** How many executions a worker carries out at the same time. */
    @WithDefault("4")
    int atOnce();

    /** How long an execution stays with a worker that no longer renews its lease. */
    @WithDefault("30s")
    Duration lease();

    /** How often a worker looks for executions that nobody told it of. */
    @WithDefault("5s")
    Duration pollInterval();

    /** How long a worker waits for each answer of the mail server. */
    @WithDefault("1m")
    Duration smtpTimeout();

    /** How often an execution is tried that fails for a reason that may pass. */
    @WithDefault("12")
    int maxAttempts();

    /** How long the first pause between two tries is; each further one doubles. */
    @WithDefault("30s")
    Duration retryAfter();

    /** How long a pause between two tries grows. */
    @WithDefault("1h")
    Duration retryAfterAtMost();

    /** After how long a scheduled objective comes back for which no time was given. */
    @WithDefault("7d")
    Duration scheduleFor();

    /** How long what is in flight may take to end when the worker is told to stop; the rest is given back. */
    @WithDefault("20s")
    Duration shutdownTimeout();

    enum TransportKind {
        SMTP,
        MAILDIR
    }
}
